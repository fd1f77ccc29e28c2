import { conversing } from "./conversing.ts";

/** Every endpoint about a client, as its path names it. */
export const ENDPOINTS = [
  "user",
  "nlp",
  "message",
  "active-channel",
  "message-groups",
  "sentiment",
  "events",
  "user/detail",
  "response",
  "urlTracking",
  "blocks",
  "intervention",
  "intervention/average-time-by-agent-series",
  "intervention-detail",
  "intervention/average-time",
  "active-user-language",
];

export const pathOf = (endpoint: string) => `/api/agent/analytics/${endpoint}`;

/** Monday to Wednesday, which is what these tests ask for unless they say otherwise. */
const DAYS = ["2026-04-06", "2026-04-07", "2026-04-08"] as const;
export const [MONDAY, TUESDAY, WEDNESDAY] = DAYS;
const RANGE = { dateFrom: MONDAY, dateTo: WEDNESDAY };

/** So many seconds after ten o'clock of a day in UTC. */
export const at = (day: string, seconds = 0): string =>
  new Date(Date.parse(`${day}T10:00:00Z`) + seconds * 1_000).toISOString();

/** For the tests of one endpoint: what `conversing` gives, asked for those days, and what it then answers. */
export function describingLogicdialog(endpoint: string) {
  const talk = conversing(pathOf(endpoint));
  const get = (parameters: Record<string, string> = {}) =>
    talk.get({ client: talk.assistantId(), ...RANGE, ...parameters });
  const ask = async (parameters: Record<string, string> = {}) => (await get(parameters)).body;

  /** The whole answer for those days. */
  const answer = (report: Record<string, unknown>) => ({
    dateFrom: "2026-04-06T00:00:00.000Z",
    dateTo: "2026-04-09T00:00:00.000Z",
    resolution: "day",
    client: talk.assistantId(),
    ...report,
  });
  /** The whole answer of a series: what it has for each of those days, and in all. */
  const series = (monday: object, tuesday: object, wednesday: object, totals: object) =>
    answer({
      data: [monday, tuesday, wednesday].map((figures, day) => ({
        date: `${DAYS[day]}T00:00:00.000Z`,
        ...figures,
      })),
      totals,
    });

  return { ...talk, get, ask, answer, series };
}
