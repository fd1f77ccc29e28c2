import { useState } from "preact/hooks";
import { FILTER_NAMES, valueName } from "../names.ts";
import { useShortcuts } from "../shortcuts.ts";
import { FILTERS, type FilterName, useView } from "../view.ts";
import { Choice, TextField } from "./field.tsx";
import { Form } from "./form.tsx";
import { Menu } from "./menu.tsx";

/** Filters of which the API knows all values. */
const VALUES: Partial<Record<FilterName, string[]>> = {
  device_type: ["desktop", "mobile", "tablet"],
  widget_engaged: ["true", "false"],
};

const HINTS: Partial<Record<FilterName, string>> = {
  page_url: "A path, such as /pricing.",
  entry_page: "A path, such as /pricing.",
  source: "Such as google, direct or newsletter; social for all social networks.",
  medium: "Such as organic, paid or email; none for sessions without one.",
  country: "Two letters, such as GB.",
  language: "As browsers have it, such as en-GB.",
};

function NewFilter({ close }: { close: () => void }) {
  const view = useView();
  const [name, setName] = useState<FilterName>("page_url");
  const [value, setValue] = useState("");
  const values = VALUES[name];
  const choose = (chosen: string) => {
    const filter = FILTERS.find((each) => each === chosen) ?? name;
    setName(filter);
    setValue(VALUES[filter]?.[0] ?? "");
  };
  const add = async () => {
    if (value.trim() === "") {
      return "Say which to show.";
    }
    view.set({ filters: { [name]: value.trim() } });
    close();
    return undefined;
  };
  const hint = HINTS[name];
  return (
    <Form action="Add filter" onSend={add}>
      <Choice
        label="Only sessions by"
        value={name}
        onValue={choose}
        choices={FILTERS.map((each) => [each, FILTER_NAMES[each]])}
      />
      {values ? (
        <Choice
          label="That is"
          value={value}
          onValue={setValue}
          choices={values.map((each) => [each, valueName(name, each)])}
        />
      ) : (
        <TextField
          label="That is"
          value={value}
          onValue={setValue}
          input={{ maxLength: 500, autoComplete: "off" }}
          {...(hint !== undefined && { hint })}
        />
      )}
    </Form>
  );
}

/** The way to a filter by any of what sessions can be selected by. */
export const FilterMenu = () => <Menu label="Filter">{(close) => <NewFilter close={close} />}</Menu>;

/** The filters that are on, each with the way to take it away. */
export function FilterChips() {
  const view = useView();
  useShortcuts({ Escape: () => view.set({ isCleared: true }) });
  const on = FILTERS.flatMap((name) => {
    const value = view.filters[name];
    return value === undefined ? [] : [{ name, value }];
  });
  if (on.length === 0) {
    return null;
  }
  return (
    <ul class="chips" aria-label="Filters">
      {on.map(({ name, value }) => (
        <li key={name} class="chip">
          <span>
            {FILTER_NAMES[name]}: <strong>{valueName(name, value)}</strong>
          </span>
          <button
            type="button"
            aria-label={`Remove the filter ${FILTER_NAMES[name]}: ${valueName(name, value)}`}
            onClick={() => view.set({ filters: { [name]: undefined } })}
          >
            ×
          </button>
        </li>
      ))}
      {on.length > 1 && (
        <li>
          <button type="button" class="button small" onClick={() => view.set({ isCleared: true })}>
            Remove all
          </button>
        </li>
      )}
    </ul>
  );
}
