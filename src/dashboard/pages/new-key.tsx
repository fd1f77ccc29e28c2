import { useEffect, useRef, useState } from "preact/hooks";
import type { Assistant } from "../api/assistants.ts";
import { type CreatedKey, createKey, SCOPES } from "../api/keys.ts";
import { Choice, TextField } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { SCOPE_NAMES } from "./key-row.tsx";

const DAY = 86_400_000;

const LIVES: [value: string, name: string][] = [
  ["", "Never"],
  ["30", "In 30 days"],
  ["90", "In 90 days"],
  ["365", "In a year"],
  ["on", "At the end of a day…"],
];

/** The end of a day, on the viewer's clocks, or of a number of days from now. */
function endOf(life: string, day: string): string | null {
  if (life === "") {
    return null;
  }
  return life === "on"
    ? new Date(`${day}T23:59:59.999`).toISOString()
    : new Date(Date.now() + Number(life) * DAY).toISOString();
}

/** The date of a time on the viewer's clocks. */
function dateOf(time: Date): string {
  const [year, month, day] = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
  return [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

const HINTS: Record<string, string> = {
  "analytics:read": "ask for all reports",
  "events:write": "tell of conversations, messages and purchases, from your server",
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
  const [life, setLife] = useState("");
  const [day, setDay] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const send = async () => {
    if (scopes.length === 0) {
      return "Choose at least one thing that the key may do.";
    }
    const wish = { name: name.trim(), scopes, assistant_id: assistant || null, expires_at: endOf(life, day) };
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
        <Choice label="Expires" value={life} onValue={setLife} choices={LIVES} />
        {life === "on" && (
          <TextField
            label="Last day"
            value={day}
            onValue={setDay}
            input={{ type: "date", required: true, min: dateOf(new Date()) }}
          />
        )}
      </Form>
    </section>
  );
}
