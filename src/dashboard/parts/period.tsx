import { useState } from "preact/hooks";
import { ownZone, spokenRange, todayIn, zonesWith } from "../dates.ts";
import { PERIOD_KEYS, PERIOD_NAMES } from "../names.ts";
import { useShortcuts } from "../shortcuts.ts";
import { PERIODS, type Range, useView } from "../view.ts";
import { Choice, TextField } from "./field.tsx";
import { Form } from "./form.tsx";
import { Menu } from "./menu.tsx";
import { ShortcutsHelp } from "./shortcuts-help.tsx";

/** Days of one's own choice. */
function CustomRange({ range, zone, close }: { range: Range; zone: string; close: () => void }) {
  const view = useView();
  const [from, setFrom] = useState(range.from);
  const [to, setTo] = useState(range.to);
  const today = todayIn(zone, new Date());
  const show = async () => {
    if (from === "" || to === "") {
      return "Enter both days.";
    }
    if (from > to) {
      return "The first day has to be before the last.";
    }
    view.set({ range: { from, to } });
    close();
    return undefined;
  };
  return (
    <Form action="Show these days" onSend={show}>
      <div class="pair">
        <TextField label="First day" value={from} onValue={setFrom} input={{ type: "date", max: today }} />
        <TextField label="Last day" value={to} onValue={setTo} input={{ type: "date", max: today }} />
      </div>
    </Form>
  );
}

/** Which days are looked at, on whose clocks; also by keys. */
export function PeriodMenu() {
  const view = useView();
  const { period, range, zone } = view;
  const [isHelping, setHelping] = useState(false);
  useShortcuts({
    ...Object.fromEntries(PERIODS.map((each) => [PERIOD_KEYS[each], () => view.set({ period: each })])),
    "?": () => setHelping(true),
  });
  const zones = zonesWith(ownZone(), zone);
  const label = period === "custom" ? spokenRange(range.from, range.to) : PERIOD_NAMES[period];
  return (
    <>
      <Menu label={label} called={`Period: ${label}`}>
        {(close) => (
          <>
            <ul class="options">
              {PERIODS.map((each) => (
                <li key={each}>
                  <a
                    href={view.href({ period: each })}
                    onClick={close}
                    aria-keyshortcuts={PERIOD_KEYS[each]}
                    {...(each === period && { "aria-current": "true" as const })}
                  >
                    {PERIOD_NAMES[each]}
                    <kbd>{PERIOD_KEYS[each].toUpperCase()}</kbd>
                  </a>
                </li>
              ))}
            </ul>
            <CustomRange range={range} zone={zone} close={close} />
            <Choice
              label="Time zone"
              value={zone}
              onValue={(timezone) => view.set({ zone: timezone })}
              choices={zones.map((name) => [name, name.replaceAll("_", " ")])}
            />
            <button type="button" class="button small" onClick={() => setHelping(true)}>
              Keyboard shortcuts
            </button>
          </>
        )}
      </Menu>
      {isHelping && <ShortcutsHelp onClose={() => setHelping(false)} />}
    </>
  );
}
