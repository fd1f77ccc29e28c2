import { enter } from "./enter.ts";
import { randomDigits, sessionId } from "./ids.ts";
import type { OutboxEvent } from "./outbox.ts";

// Storage may be forbidden, full or broken: each access is entered, and then there is none.

const VISITOR = "phona:v";
const PENDING = `phona:${sessionId}`;

/** The visitor's id. It is stored exactly while storing is allowed, so a refusal reaches all tabs. */
export const visitorId = (): string | undefined => enter(() => /^v_\w{16}$/.exec(localStorage[VISITOR])?.[0]);

// The last digit is 0 or 1 for one half of the visitors each: the groups of an A/B test.
export const allowStorage = (): void => {
  localStorage[VISITOR] = visitorId() || randomDigits("v_xxxxxxxxxxxxxxx") + randomDigits("x", 2);
};

/** Keeps the events under this page load's own key, so that tabs never overwrite one another. */
export const keep = (events: OutboxEvent[]): void => {
  delete localStorage[PENDING];
  if (visitorId() && events[0]) localStorage[PENDING] = JSON.stringify(events);
};

/** Takes all that is stored under the prefix; what is no list of events is dropped. */
export const take = (prefix: "phona:s" | "phona:"): OutboxEvent[] =>
  Object.entries(localStorage).flatMap(
    ([key, text]) =>
      enter(
        () =>
          key.startsWith(prefix) &&
          delete localStorage[key] &&
          JSON.parse(text).filter((event: OutboxEvent) => event.id),
      ) || [],
  );
