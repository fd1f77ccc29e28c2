import type { TargetedSubmitEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Assistant } from "../api/assistants.ts";
import { Empty } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";

/** More than are seen at a glance. */
const MANY = 8;

/** A website's address as people say it. */
const spoken = (address: string) => address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");

function Row({ assistant }: { assistant: Assistant }) {
  const { id, name, website_url, created_at } = assistant;
  const path = `/app/${encodeURIComponent(id)}`;
  return (
    <li class="card row">
      <div class="grow">
        <h2>
          <a href={`${path}/overview`}>{name}</a>
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

/** Whether each word that is looked for is in the name or the website. */
function isMeant({ name, website_url }: Assistant, wanted: string): boolean {
  const text = `${name} ${website_url}`.toLocaleLowerCase();
  return wanted
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Assistants, of which many can be found by name or website: Enter opens the first that is left. */
export function AssistantList({ assistants }: { assistants: Assistant[] }) {
  const [wanted, want] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const found = assistants.filter((assistant) => isMeant(assistant, wanted));
  const openFirst = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    list.current?.querySelector("a")?.click();
  };
  return (
    <>
      {assistants.length > MANY && (
        <search>
          <form class="find" onSubmit={openFirst}>
            <input
              type="search"
              aria-label="Find an assistant"
              placeholder="Find by name or website"
              value={wanted}
              onInput={(event) => want(event.currentTarget.value)}
            />
            <p class="muted" role="status">
              {found.length} of {assistants.length}
            </p>
          </form>
        </search>
      )}
      {found.length === 0 ? (
        <Empty title={`No assistant for “${wanted.trim()}”`}>
          <p>Look for a part of its name or of its website's address.</p>
        </Empty>
      ) : (
        <ul class="cards" ref={list}>
          {found.map((assistant) => (
            <Row key={assistant.id} assistant={assistant} />
          ))}
        </ul>
      )}
    </>
  );
}
