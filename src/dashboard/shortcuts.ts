import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const KEY = "phona-shortcuts";

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

/** Whether single keys do something. They can be switched off, as they get in the way of speech input. */
export const areShortcutsOn = signal(kept());

export function switchShortcuts(isOn: boolean): void {
  areShortcutsOn.value = isOn;
  try {
    localStorage.setItem(KEY, isOn ? "on" : "off");
  } catch {
    // Where nothing may be stored it holds until the page is left.
  }
}

/** Whether keys mean something else at the moment: text, a choice, or an answer to a question. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, select, textarea, dialog, [contenteditable]") !== null;

/** What keys do on a page, by the character that they type. `?` works also where the others are off. */
export function useShortcuts(actions: Record<string, () => void>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = event.key.length > 1 ? event.key : event.key.toLowerCase();
      const action = Object.hasOwn(actions, key) ? actions[key] : undefined;
      const isModified = event.ctrlKey || event.metaKey || event.altKey;
      if (action === undefined || event.defaultPrevented || event.repeat || isModified) {
        return;
      }
      if (isElsewhere(event.target) || (!areShortcutsOn.value && key !== "?")) {
        return;
      }
      event.preventDefault();
      action();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
