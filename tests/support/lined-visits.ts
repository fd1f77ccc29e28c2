import { seededRandom } from "../../src/local/traffic-random.ts";
import { computer, facebook, google, phone } from "./examiner.ts";
import { dayAt, type Step } from "./histories.ts";
import { pageView, type SeedEvent, times, widgetEvent } from "./seed.ts";

export const PAGES = ["/", "/pricing", "/blog/a", "/B"];
const ORIGINS = [
  google,
  { ...google, medium: "paid", utm_source: "google", utm_medium: "cpc", utm_campaign: "april-2026" },
  facebook,
  { source: "direct", medium: null },
  { source: "newsletter", medium: "email", utm_source: "newsletter", utm_medium: "email" },
];
const CLIENTS = [
  computer,
  phone,
  { ...computer, country: null, os: "Windows", language: "de" },
  { ...phone, country: "FR", device_type: null, browser: null, os: null, language: null },
];
const ACTIONS = ["widget_open", "conversation_start", "inquiry_submit", "widget_close"];

/** Visitors of all quarters, and ids that are next to each other. */
export const visitorAt = (number: number) => `${"07f8"[number % 4]}${number.toString(16).padStart(15, "0")}`;

/** Visits of so many days; some go on over midnight, some act without a page view, some come back at once. */
export function visitsOf(days: number, seed: number): Step[] {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <Item>(items: readonly Item[]) => items[below(items.length)] as Item;
  return times(days * 2, (): Step => {
    const start = Date.parse(`${dayAt(below(days))}T00:00:00Z`) + below(96) * 900_000;
    const who = below(3) === 0 ? below(200) : below(12);
    const origin = one(ORIGINS);
    const events = times(1 + below(5), (step): SeedEvent => {
      const moment = new Date(start + step * below(25) * 60_000).toISOString();
      const action = one(ACTIONS);
      return below(4) === 0
        ? widgetEvent(moment, action, one(PAGES), action === "widget_close" ? { duration_seconds: 30 } : {})
        : pageView(moment, one(PAGES), { ...origin, seconds: below(3) === 0 ? below(90) : null });
    });
    const client = CLIENTS[who % CLIENTS.length] ?? computer;
    return { kind: "record", assistant: 0, sender: { visitor: visitorAt(who), ...client }, events };
  });
}

/** Visits across midnight in Berlin and in St. John's, in summer and in winter, by a few who often come back the next day. */
export function visitsAtMidnight(days: number, seed: number): Step[] {
  const random = seededRandom(seed);
  return times(days, (day) =>
    times(12, (number): Step => {
      const time = ["21:50", "22:50", "02:20", "03:20"][number % 4];
      const start = Date.parse(`${dayAt(day)}T${time}:00Z`);
      const events = times(3, (step) =>
        pageView(new Date(start + step * 12 * 60_000).toISOString(), "/pricing", google),
      );
      const sender = { visitor: visitorAt(Math.floor(random() * 12)), ...computer };
      return { kind: "record", assistant: 0, sender, events };
    }),
  ).flat();
}
