import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Page } from "../parts/page.tsx";
import { Notice } from "../parts/states.tsx";
import { departure, session, signIn } from "../session.ts";

/** A page of the dashboard, and nothing else: a link could name any site to come back to. */
const isOurs = (to: string | undefined): to is string => /^\/app\/[\w/?=&%.+*-]*$/.test(to ?? "");

/** Takes on whoever is signed in already, or has just been, to where one was. */
export function useArrival(): void {
  const { path, query, route } = useLocation();
  const [arrival] = useState({ path, to: query["to"] });
  // It is still there, at the next page's address, until the code of the next page has come.
  const isDue = Boolean(session.value) && path === arrival.path;
  useEffect(() => {
    if (isDue) {
      route(isOurs(arrival.to) ? arrival.to : "/app/", true);
    }
  }, [isDue, route, arrival]);
}

export function SignIn() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  useArrival();
  return (
    <Page title="Sign in" narrow>
      {departure.value === "ended" && (
        <Notice kind="plain">Your session has ended. Sign in to go on where you were.</Notice>
      )}
      <Form action="Sign in" onSend={() => signIn(email.trim(), password)}>
        <TextField
          label="E-mail address"
          value={email}
          onValue={setEmail}
          input={{ type: "email", autoComplete: "username", required: true }}
        />
        <TextField
          label="Password"
          value={password}
          onValue={setPassword}
          input={{ type: "password", autoComplete: "current-password", required: true }}
        />
      </Form>
      <p class="aside">
        No account yet? <a href="/app/sign-up">Sign up</a>
        <br />
        <a href="/app/reset-password">Forgot your password?</a>
      </p>
    </Page>
  );
}
