import { useEffect, useRef, useState } from "preact/hooks";
import type { Assistant } from "../api/assistants.ts";
import { type CreatedKey, createKey, SCOPES } from "../api/keys.ts";
import { type Expiry, ExpiryFields, endOf, NEVER } from "../parts/expiry.tsx";
import { Choice, TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { SCOPE_NAMES } from "./key-row.tsx";

const HINTS: Record<string, string> = {
  "analytics:read": "ask for all reports",
  "events:write": "tell of conversations, messages and purchases, from your server",
  "visitors:manage": "show and delete all that is held on one visitor",
};

function Scopes({ chosen, onChange }: { chosen: string[]; onChange: (scopes: string[]) => void }) {
  return (
    <fieldset class="field">
      <legend>It may</legend>
      {SCOPES.map((scope) => (
        <label key={scope} class="tick">
          <input
            type="checkbox"
            checked={chosen.includes(scope)}
            onChange={(event) =>
              onChange(
                SCOPES.filter((each) =>
                  each === scope ? event.currentTarget.checked : chosen.includes(each),
                ),
              )
            }
          />
          <span>
            {SCOPE_NAMES[scope]} <span class="muted">({HINTS[scope]})</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What a new key is to be for. */
export function NewKey(props: {
  assistants: Assistant[];
  onCreated: (key: CreatedKey) => void;
  onClose: () => void;
}) {
  const { assistants, onCreated, onClose } = props;
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>(["analytics:read"]);
  const [assistant, setAssistant] = useState("");
  const [expiry, setExpiry] = useState<Expiry>(NEVER);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const send = async () => {
    if (scopes.length === 0) {
      return "Choose at least one thing that the key may do.";
    }
    const wish = { name: name.trim(), scopes, assistant_id: assistant || null, expires_at: endOf(expiry) };
    onCreated(await createKey(wish));
    return undefined;
  };
  return (
    <section class="card" aria-labelledby="new-key">
      <h2 id="new-key" ref={heading} tabIndex={-1}>
        New API key
      </h2>
      <Form
        action="Generate"
        onSend={send}
        beside={
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        }
      >
        <TextField
          label="Name"
          hint="What will use it, such as “Warehouse sync”."
          value={name}
          onValue={setName}
          input={{ required: true, maxLength: 100, autoComplete: "off", pattern: ".*\\S.*" }}
        />
        <Scopes chosen={scopes} onChange={setScopes} />
        <Choice
          label="For"
          value={assistant}
          onValue={setAssistant}
          choices={[
            ["", "All assistants"],
            ...assistants.map(({ id, name }): [string, string] => [id, name]),
          ]}
        />
        <ExpiryFields value={expiry} onValue={setExpiry} />
      </Form>
    </section>
  );
}
