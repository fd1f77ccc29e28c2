import { listAssistants } from "../api/assistants.ts";
import { Page } from "../parts/page.tsx";
import { Empty, Loaded } from "../parts/states.tsx";
import { useResource } from "../resource.ts";
import { AssistantList } from "./assistant-list.tsx";

const NewAssistant = ({ called }: { called: string }) => (
  <a class="button primary" href="/app/new">
    {called}
  </a>
);

/** All chat widgets of the account. */
export function Assistants() {
  const { resource, again } = useResource(listAssistants);
  const isEmpty = resource.state === "ready" && resource.value.length === 0;
  return (
    <Page title="Assistants" actions={!isEmpty && <NewAssistant called="New assistant" />}>
      <Loaded resource={resource} what="your assistants" again={again}>
        {(assistants) =>
          assistants.length === 0 ? (
            <Empty title="No assistant yet">
              <p>
                An assistant is the chat widget of one website. Create one, put its snippet on the site, and
                see who visits and what they do.
              </p>
              <NewAssistant called="Create your first assistant" />
            </Empty>
          ) : (
            <AssistantList assistants={assistants} />
          )
        }
      </Loaded>
    </Page>
  );
}
