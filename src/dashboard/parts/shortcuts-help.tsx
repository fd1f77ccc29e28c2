import { PERIOD_KEYS, PERIOD_NAMES } from "../names.ts";
import { areShortcutsOn, switchShortcuts } from "../shortcuts.ts";
import { PERIODS } from "../view.ts";
import { Dialog } from "./dialog.tsx";

const OTHERS: [key: string, does: string][] = [
  ["x", "Compare with the period before, or the year before"],
  ["Escape", "Take all filters away"],
  ["?", "Show this"],
];

/** What keys do, and the way to switch them off. */
export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
  const keys = [...PERIODS.map((period) => [PERIOD_KEYS[period], PERIOD_NAMES[period]] as const), ...OTHERS];
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl class="facts keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key.length > 1 ? key : key.toUpperCase()}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="tick">
        <input
          type="checkbox"
          checked={areShortcutsOn.value}
          onChange={(event) => switchShortcuts(event.currentTarget.checked)}
        />
        Single keys do this in this browser
      </label>
      <div class="buttons">
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
