import { seconds } from "./ids.ts";
import { add, newEvent } from "./outbox.ts";

const TYPES = [
  "widget_open",
  "widget_close",
  "conversation_start",
  "conversation_end",
  "inquiry_submit",
] as const;

/** When the widget was opened; while it is closed, a time that no page lives to see. */
let openedAt = 1e9;

/** Records one of the five interactions on the page it happened on; any other type is ignored. */
export const track = (name: unknown, durationSeconds: unknown): void => {
  const type = TYPES.find((known) => known === name);
  if (!type) return;
  let duration: number | undefined;
  if (type === "widget_close") {
    // The cap also makes a number of whatever the page has passed in.
    duration = [Math.min(durationSeconds as number, 14_400), seconds() - openedAt].find(
      (known) => known >= 0,
    );
    openedAt = 1e9;
  }
  if (type === "widget_open") openedAt = seconds();
  add({ ...newEvent(), type, duration_seconds: duration });
};
