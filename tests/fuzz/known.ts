import fc, { type Arbitrary } from "fast-check";
import { type Known, nastyText } from "./values.ts";

/** What an account of the run knows, as it stands in requests before they are sent. */
export const OWN = "{{own}}";
export const FOREIGN = "{{foreign}}";
export const SPARE_KEY = "{{spare key}}";
export const SPARE_LINK = "{{spare link}}";
export const FOREIGN_KEY = "{{foreign key}}";
export const MARK = "{{mark}}";

/** The time at which all requests are sent. */
export const NOW = Date.parse("2026-11-20T10:00:00.000Z");

/** Whether something is so, in a percentage of cases; an integer of fast-check is its least or greatest far more often. */
export const chance = (percent: number) =>
  fc.oneof(
    { arbitrary: fc.constant(true), weight: percent },
    { arbitrary: fc.constant(false), weight: 100 - percent },
  );

const often = (usual: Arbitrary<unknown>, other: Arbitrary<unknown>) =>
  fc.oneof({ arbitrary: usual, weight: 8 }, { arbitrary: other, weight: 1 });

export const assistant = fc.oneof(
  { arbitrary: fc.constant(OWN), weight: 7 },
  { arbitrary: fc.constant(FOREIGN), weight: 2 },
  { arbitrary: fc.constantFrom("ast_01kn9t3y8f5d2v7w9x4b1c0eha", "Acme"), weight: 1 },
);
const clocks = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
);
const moments = fc.constantFrom(...[0, 1, 60_000, 3_600_000, 86_400_000].map((before) => NOW - before));
const said = fc.constantFrom(`said by ${MARK}`, `${MARK} 🦊`, "said");
const url = fc.constantFrom(
  "https://acme.com/shared",
  "https://www.acme.com/a?utm_source=x#y",
  "https://other.example/",
);

/** What is better than any value of a schema, by the name of what it is sent as. */
export const KNOWN: Known = {
  ...Object.fromEntries(
    ["assistant_id", "chatbot_id", "client", "wbb-client"].map((name) => [name, assistant]),
  ),
  ...Object.fromEntries(
    ["title", "text", "agent", "label", "topic", "product", "name"].map((name) => [name, said]),
  ),
  ...Object.fromEntries(["at:integer", "exited_at:integer"].map((name) => [name, moments])),
  user: fc.oneof(fc.constant(`u ${MARK}`), said),
  timezone: often(clocks, nastyText),
  dateFrom: fc.constantFrom("2026-11-01", "2026-11-10T00:00:00+01:00"),
  dateTo: fc.constantFrom("2026-11-20", "2026-11-12T00:00:00Z"),
  start_date: fc.constantFrom("2026-11-10", "2026-11-12", "2026-11-01", "2025-12-01"),
  end_date: fc.constantFrom("2026-11-20", "2026-11-12", "2026-11-30"),
  timeframe: often(
    fc.constantFrom("7", "30", "1", "365"),
    fc.constantFrom("day", "month", "2 weeks", "november"),
  ),
  visitor_id: often(
    fc.constantFrom("v_0000000000000001", "v_0000000000000002"),
    fc.constant("v_00000000000000ff"),
  ),
  started_at: fc.constantFrom("2026-11-12T10:00:00Z", "2026-11-15T10:00:00Z", "2026-11-20T09:00:00Z"),
  conversation_id: often(fc.constantFrom("c1", "c2"), fc.constant("c-17")),
  id: fc.oneof(
    { arbitrary: fc.constantFrom(SPARE_KEY, SPARE_LINK), weight: 4 },
    { arbitrary: fc.constant(FOREIGN_KEY), weight: 1 },
    { arbitrary: fc.uuid(), weight: 1 },
  ),
  sent_at: fc.constant(NOW),
  url,
};
