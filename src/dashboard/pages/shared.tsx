import { useEffect } from "preact/hooks";
import { sharedAssistant } from "../api/shared.ts";
import { Page } from "../parts/page.tsx";
import { Loaded } from "../parts/states.tsx";
import { useResource } from "../resource.ts";
import { OverviewReports } from "./overview/overview.tsx";

/** What a share link shows: the overview of one assistant, and nothing to change. */
export function Shared() {
  const { resource, again } = useResource(sharedAssistant);
  // Another link is another page, though only what is behind the # differs.
  useEffect(() => {
    const restart = () => location.reload();
    addEventListener("hashchange", restart);
    return () => removeEventListener("hashchange", restart);
  }, []);
  if (resource.state === "failed" && resource.failure.status === 401) {
    return (
      <Page title="This link no longer works" narrow key="dead">
        <p>
          It has expired, its owner has revoked it, or its end is missing. Ask for a new one where you have it
          from.
        </p>
      </Page>
    );
  }
  const name = resource.state === "ready" ? resource.value.name : "Overview";
  return (
    <Page title={name} lead="What visitors do there, shared with you to read." wide>
      <Loaded resource={resource} what="what is shared" again={again}>
        {({ id }) => <OverviewReports assistantId={id} />}
      </Loaded>
    </Page>
  );
}
