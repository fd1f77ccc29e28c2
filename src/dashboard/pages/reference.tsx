import { useEffect, useState } from "preact/hooks";
import { listAssistants } from "../api/assistants.ts";
import { loadReference, OPENAPI } from "../api/reference.ts";
import { Choice } from "../parts/field.tsx";
import { Page } from "../parts/page.tsx";
import { Loaded } from "../parts/states.tsx";
import { Contents } from "../reference/contents.tsx";
import type { Reference } from "../reference/document.ts";
import { Line, Markdown } from "../reference/markdown.tsx";
import { OperationSection } from "../reference/operation.tsx";
import { assistant } from "../reference/reader.ts";
import { found } from "../reference/search.ts";
import { useResource } from "../resource.ts";
import { session } from "../session.ts";

/** The reader's assistants, to ask about; without any, examples are about one that is made up. */
function YourAssistant() {
  const { resource } = useResource((signal) => listAssistants(signal));
  const assistants = resource.state === "ready" ? resource.value : [];
  useEffect(() => {
    assistant.value = assistants[0]?.id;
  }, [resource]);
  return assistants.length === 0 ? null : (
    <Choice
      label="Ask about"
      value={assistant.value ?? ""}
      onValue={(id) => {
        assistant.value = id;
      }}
      choices={assistants.map(({ id, name }): [string, string] => [id, name])}
    />
  );
}

function Basics({ reference }: { reference: Reference }) {
  return (
    <section id="basics" class="basics" aria-labelledby="basics-name">
      <h2 id="basics-name">
        <a class="anchor" href="#basics">
          Basics, limits and errors
        </a>
      </h2>
      <Markdown text={reference.description} />
      <h3>Credentials</h3>
      <ul class="fields">
        {Object.entries(reference.schemes).map(([name, description]) => (
          <li key={name}>
            <Line text={description} />
          </li>
        ))}
      </ul>
      <p>
        Examples read the key from <code>PHONA_KEY</code> and the token of a session from{" "}
        <code>PHONA_TOKEN</code> in the environment. They are written from what is filled in under “Try it”.
      </p>
    </section>
  );
}

/** Takes to what the address names, also where a search had left it out. */
function useAnchor(isReady: boolean, showAll: () => void) {
  useEffect(() => {
    const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const follow = () => {
      if (target() === null) {
        showAll();
        requestAnimationFrame(() => target()?.scrollIntoView());
      }
    };
    if (isReady) {
      target()?.scrollIntoView();
    }
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [isReady]);
}

function Operations({ reference }: { reference: Reference }) {
  const [search, setSearch] = useState("");
  const [apis, setApis] = useState(reference.apis);
  const find = (words: string) => {
    setSearch(words);
    setApis(found(reference, words));
  };
  useAnchor(true, () => find(""));
  const total = reference.apis.flatMap(({ operations }) => operations).length;
  return (
    <div class="reference">
      <Contents apis={apis} search={search} onSearch={find} total={total} />
      <div class="operations">
        {search.trim() === "" && <Basics reference={reference} />}
        {apis.length === 0 && <p>No operation has all of these words.</p>}
        {apis.map(({ name, anchor, description, operations }) => (
          <section key={name} id={anchor} aria-labelledby={`${anchor}-name`}>
            <h2 id={`${anchor}-name`}>
              <a class="anchor" href={`#${anchor}`}>
                {name}
              </a>
            </h2>
            <p>
              <Line text={description} />
            </p>
            {operations.map((operation) => (
              <OperationSection key={operation.id} operation={operation} named={reference.named} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

/** What the API takes and answers, from the document that the API serves, with examples that can be sent. */
export function ApiReference() {
  const { resource, again } = useResource(loadReference);
  return (
    <Page
      title="API reference"
      wide
      lead={
        <>
          Everything on this page is from <a href={OPENAPI}>the OpenAPI document</a>, which any tool can read.
        </>
      }
      actions={session.value && <YourAssistant />}
    >
      <Loaded resource={resource} what="the reference" again={again} lines={6}>
        {(reference) => <Operations reference={reference} />}
      </Loaded>
    </Page>
  );
}
