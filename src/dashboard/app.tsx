import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { LocationProvider, lazy, Route, Router, useLocation } from "preact-iso";
import { ApiAccess } from "./pages/api-access.tsx";
import { AssistantSettings } from "./pages/assistant-settings.tsx";
import { Assistants } from "./pages/assistants.tsx";
import { Install } from "./pages/install.tsx";
import { NewAssistant } from "./pages/new-assistant.tsx";
import { NewPassword } from "./pages/new-password.tsx";
import { NotFound } from "./pages/not-found.tsx";
import { NotLoaded } from "./pages/not-loaded.tsx";
import { ResetPassword } from "./pages/reset-password.tsx";
import { ShareLinks } from "./pages/share-links.tsx";
import { SignIn } from "./pages/sign-in.tsx";
import { SignUp } from "./pages/sign-up.tsx";
import { Unconfigured } from "./pages/unconfigured.tsx";
import { Shell } from "./parts/shell.tsx";
import { Loading } from "./parts/states.tsx";
import { departure, session } from "./session.ts";
import { settings } from "./settings.ts";

/** Takes elsewhere, in place of the page that was asked for. */
function Redirect({ to }: { to: string }) {
  const { route } = useLocation();
  useEffect(() => route(to, true), [to, route]);
  return null;
}

/** Where one goes to sign in, and comes back from to where one was. */
function signInPath(url: string): string {
  return departure.value === "left" || url === "/app/"
    ? "/app/sign-in"
    : `/app/sign-in?${new URLSearchParams({ to: url })}`;
}

/** A page for who is signed in. The page of another assistant is another page. */
const owned = (Content: ComponentType<{ assistantId: string }>) =>
  function Owned({ assistant = "" }: { assistant?: string }) {
    const { url } = useLocation();
    switch (session.value) {
      case undefined:
        return (
          <main class="page" id="main">
            <Loading what="your account" />
          </main>
        );
      case null:
        return <Redirect to={signInPath(url)} />;
      default:
        return <Content key={assistant} assistantId={assistant} />;
    }
  };

/** A page whose code comes when it is first opened. */
const late = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy<ComponentType<Props>>(() => load().catch(() => NotLoaded));

const ApiReference = late(async () => (await import("./pages/reference.tsx")).ApiReference);

const Shared = late(async () => (await import("./pages/shared.tsx")).Shared);

const PAGES = {
  assistants: owned(Assistants),
  overview: owned(late(async () => (await import("./pages/overview/overview.tsx")).Overview)),
  conversations: owned(
    late(async () => (await import("./pages/conversations/conversations.tsx")).Conversations),
  ),
  conversation: owned(
    late(async () => (await import("./pages/conversations/conversation.tsx")).Conversation),
  ),
  sessions: owned(late(async () => (await import("./pages/sessions/sessions.tsx")).Sessions)),
  newAssistant: owned(NewAssistant),
  install: owned(Install),
  share: owned(ShareLinks),
  settings: owned(AssistantSettings),
  access: owned(ApiAccess),
};

/** An assistant is opened at what most come for. */
function Assistant({ assistant = "" }: { assistant?: string }) {
  return <Redirect to={`/app/${encodeURIComponent(assistant)}/overview`} />;
}

function Pages() {
  return (
    <Router>
      <Route path="/app" component={PAGES.assistants} />
      <Route path="/app/sign-in" component={SignIn} />
      <Route path="/app/sign-up" component={SignUp} />
      <Route path="/app/reset-password" component={ResetPassword} />
      <Route path="/app/new-password" component={NewPassword} />
      <Route path="/app/new" component={PAGES.newAssistant} />
      <Route path="/app/share" component={Shared} />
      <Route path="/app/reference" component={ApiReference} />
      <Route path="/app/settings/api-access" component={PAGES.access} />
      <Route path="/app/:assistant" component={Assistant} />
      <Route path="/app/:assistant/overview" component={PAGES.overview} />
      <Route path="/app/:assistant/conversations" component={PAGES.conversations} />
      <Route path="/app/:assistant/conversations/:conversation" component={PAGES.conversation} />
      <Route path="/app/:assistant/sessions" component={PAGES.sessions} />
      <Route path="/app/:assistant/install" component={PAGES.install} />
      <Route path="/app/:assistant/share" component={PAGES.share} />
      <Route path="/app/:assistant/settings" component={PAGES.settings} />
      <Route default component={NotFound} />
    </Router>
  );
}

/** The whole of the dashboard. */
export function App() {
  return (
    <LocationProvider scope="/app">
      <Shell>{settings.supabaseUrl === "" || settings.anonKey === "" ? <Unconfigured /> : <Pages />}</Shell>
    </LocationProvider>
  );
}
