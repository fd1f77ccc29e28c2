import { useView } from "../view.ts";

/** Ways to look at one thing, of which one is open, as the address says. The first is open by default. */
export function Tabs(props: { label: string; parameter: string; open: string; tabs: [string, string][] }) {
  const { label, parameter, open, tabs } = props;
  const view = useView();
  const [byDefault] = tabs[0] ?? [];
  return (
    <fieldset class="tabs">
      <legend class="unseen">{label}</legend>
      {tabs.map(([key, name]) => (
        <button
          key={key}
          type="button"
          aria-pressed={key === open}
          onClick={() => view.set({ parameters: { [parameter]: key === byDefault ? undefined : key } })}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
