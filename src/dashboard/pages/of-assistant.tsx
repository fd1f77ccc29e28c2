import type { ComponentChildren, VNode } from "preact";
import { type Assistant, getAssistant } from "../api/assistants.ts";
import { Page } from "../parts/page.tsx";
import { NavigationLink } from "../parts/shell.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { useResource } from "../resource.ts";
import { useView } from "../view.ts";

/**
 * A page about one assistant, with the way to the others about it. What needs only its id is shown at
 * once; what needs more is a function of the assistant.
 */
export function AssistantPage(props: {
  assistantId: string;
  title: string;
  isWide?: boolean;
  children: VNode | VNode[] | ((assistant: Assistant, again: () => void) => ComponentChildren);
}) {
  const { assistantId, title, isWide, children } = props;
  const isEager = typeof children !== "function";
  const { resource, again } = useResource((signal) => getAssistant(assistantId, signal));
  const { kept } = useView();
  const path = `/app/${encodeURIComponent(assistantId)}`;
  if (resource.state === "failed" && resource.failure.status === 404) {
    return (
      <Page title="There is no such assistant" narrow key="missing">
        <p>It may have been deleted, or it belongs to another account.</p>
        <p>
          <a class="button" href="/app/">
            Go to your assistants
          </a>
        </p>
      </Page>
    );
  }
  const name = resource.state === "ready" ? resource.value.name : undefined;
  const content = isEager ? (
    children
  ) : resource.state === "ready" ? (
    children(resource.value, again)
  ) : resource.state === "loading" ? (
    <Loading what="the assistant" />
  ) : (
    <Failed what="the assistant" failure={resource.failure} again={again} />
  );
  return (
    <Page title={title} wide {...(name !== undefined && { of: name, lead: name })}>
      <nav class="links" aria-label="Assistant">
        <NavigationLink to={`${path}/overview`} search={kept}>
          Overview
        </NavigationLink>
        <NavigationLink to={`${path}/conversations`} search={kept} within={/\/conversations(\/|$)/}>
          Conversations
        </NavigationLink>
        <NavigationLink to={`${path}/sessions`} search={kept}>
          Sessions
        </NavigationLink>
        <NavigationLink to={`${path}/install`}>Install</NavigationLink>
        <NavigationLink to={`${path}/share`}>Share</NavigationLink>
        <NavigationLink to={`${path}/settings`}>Settings</NavigationLink>
      </nav>
      {isWide ? content : <div class="column">{content}</div>}
    </Page>
  );
}
