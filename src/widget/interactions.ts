import { seconds } from "./ids.ts";
import { add, newEvent } from "./outbox.ts";

const TYPES: unknown[] = [
  "conversation_end",
  "conversation_start",
  "inquiry_submit",
  "popup_display",
  "popup_open",
  "product_click",
  "purchase",
  "widget_close",
  "widget_open",
];

/** When the widget was opened; while it is closed, a time that no page lives to see. */
let openedAt = 1e9;

/** Records an interaction, with what the page tells of it, on the page it happened on; any other type is ignored. */
export const track = (type: unknown, fields: unknown): void => {
  if (!TYPES.includes(type)) return;
  if (type === "widget_close") {
    // The cap, which the server lowers, also makes a number of whatever the page has passed in.
    const known = [Math.min(fields as number, 1e9), seconds() - openedAt];
    fields = { duration_seconds: known.find((duration) => duration >= 0) };
    openedAt = 1e9;
  }
  if (type === "widget_open") openedAt = seconds();
  // What is no JSON, or too long to be sent with anything else, fails here and is not sent at all.
  add(JSON.parse(JSON.stringify({ ...(fields as object), ...newEvent(), type }).slice(0, 1e4)));
};
