import { batch, pageView, visitor, widgetEvent } from "./seed.ts";
import type { Stack } from "./stack.ts";

/** Where visitors come from, on what, and how far they go with the widget; by turns. */
const KINDS = [
  {
    source: "google",
    medium: "organic",
    country: "DE",
    device_type: "desktop",
    browser: "Chrome",
    os: "macOS",
  },
  { source: "direct", medium: null, country: "GB", device_type: "mobile", browser: "Safari", os: "iOS" },
  { source: "google", medium: "paid", country: "US", device_type: "desktop", browser: "Edge", os: "Windows" },
  {
    source: "newsletter",
    medium: "email",
    country: "DE",
    device_type: "tablet",
    browser: "Safari",
    os: "iOS",
  },
  { source: "direct", medium: null, country: null, device_type: "desktop", browser: "Chrome", os: "macOS" },
];

const ACTIONS = [["widget_open", "conversation_start", "inquiry_submit"], ["widget_open"], [], [], []];

/**
 * Records five visits of an assistant at noon (UTC) of each day, by other visitors each time. Every visit
 * sees `/` and one of twelve posts, and the first of a day `/pricing` besides; the first goes on to an
 * inquiry, and the second opens the widget.
 */
export async function recordVisits({ record }: Stack, assistant: string, days: string[]): Promise<void> {
  for (const [day, date] of days.entries()) {
    for (const [index, kind] of KINDS.entries()) {
      const { source, medium, ...more } = kind;
      const at = (minute: number) => `${date}T12:${String(minute).padStart(2, "0")}:0${index}Z`;
      const from = { source, medium, seconds: 45 };
      const post = `/blog/post-${(day * KINDS.length + index) % 12}`;
      const events = [
        pageView(at(0), "/", { title: "Home", ...from }),
        pageView(at(2), post, { title: "Post", ...from }),
        ...(index === 0 ? [pageView(at(4), "/pricing", { title: "Prices", ...from })] : []),
        ...(ACTIONS[index] ?? []).map((action, step) => widgetEvent(at(5 + step), action, post)),
      ];
      await record(batch(assistant, visitor(day * 100 + index), events, more));
    }
  }
}
