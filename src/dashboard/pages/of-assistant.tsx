import type { ComponentChildren } from "preact";
import { type Assistant, getAssistant } from "../api/assistants.ts";
import { Page } from "../parts/page.tsx";
import { NavigationLink } from "../parts/shell.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { useResource } from "../resource.ts";

/** A page about one assistant, with the way to the others about it. */
export function AssistantPage(props: {
  assistantId: string;
  title: string;
  children: (assistant: Assistant, again: () => void) => ComponentChildren;
}) {
  const { assistantId, title, children } = props;
  const { resource, again } = useResource((signal) => getAssistant(assistantId, signal));
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
  return (
    <Page title={title} {...(name !== undefined && { of: name, lead: name })}>
      <nav class="links" aria-label="Assistant">
        <NavigationLink to={`${path}/install`}>Install</NavigationLink>
        <NavigationLink to={`${path}/settings`}>Settings</NavigationLink>
      </nav>
      {resource.state === "loading" && <Loading what="the assistant" />}
      {resource.state === "failed" && (
        <Failed what="the assistant" failure={resource.failure} again={again} />
      )}
      {resource.state === "ready" && children(resource.value, again)}
    </Page>
  );
}
