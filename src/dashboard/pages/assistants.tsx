import { type Assistant, listAssistants } from "../api/assistants.ts";
import { Page } from "../parts/page.tsx";
import { Empty, Loaded } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import { useResource } from "../resource.ts";

/** A website's address as people say it. */
const spoken = (address: string) => address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");

function Row({ assistant }: { assistant: Assistant }) {
  const { id, name, website_url, created_at } = assistant;
  const path = `/app/${encodeURIComponent(id)}`;
  return (
    <li class="card row">
      <div class="grow">
        <h2>
          <a href={`${path}/install`}>{name}</a>
        </h2>
        <p class="muted">
          {spoken(website_url)} · since <Time at={created_at} only="day" />
        </p>
      </div>
      <div class="buttons">
        <a class="button small" href={`${path}/install`} aria-label={`Install ${name}`}>
          Install
        </a>
        <a class="button small" href={`${path}/settings`} aria-label={`Settings of ${name}`}>
          Settings
        </a>
      </div>
    </li>
  );
}

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
            <ul class="cards">
              {assistants.map((assistant) => (
                <Row key={assistant.id} assistant={assistant} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
