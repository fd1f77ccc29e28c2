import { z } from "zod";
import { clock } from "../clock.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { ApiError } from "../http/errors.ts";
import { date, EXAMPLE_ASSISTANT, text } from "../http/parameters.ts";
import { queryEndpoint } from "../http/query-endpoint.ts";

const DAY = 86_400_000;
const USUAL_DAYS = 30;
const MOST_DAYS = 3_660;
const MOST_DAYS_BY_HOUR = 366;
const LATEST = Date.parse("9999-01-01");

/** A time, or a date in UTC, which as an end includes its day. */
const instant = (isEnd: boolean) =>
  z
    .union(
      [
        date.transform((day) => Date.parse(day) + (isEnd ? DAY : 0)),
        z.iso.datetime({ offset: true }).transform((time) => Date.parse(time)),
      ],
      "expected a date such as 2026-01-31, or an ISO 8601 time with offset such as 2026-01-31T09:30:00Z",
    )
    .refine((time) => time >= 0 && time <= LATEST, "expected a time from 1970 to 9998")
    .transform((time) => new Date(time).toISOString());

const parameters = z.strictObject({
  client: text(400).meta({
    description: "The id of an assistant of this account, or its name where no other assistant has it.",
    example: EXAMPLE_ASSISTANT,
  }),
  dateFrom: instant(false)
    .optional()
    .meta({
      description:
        "The start: a date in UTC, or a time with offset. Taken from the start of its resolution; 30 days before `dateTo` where it is left out.",
      example: "2026-04-01",
      shown: { type: "string" },
    }),
  dateTo: instant(true)
    .default(() => clock.now().toISOString())
    .meta({
      description:
        "The end: a date in UTC, which is included, or a time with offset, which is not; now where it is left out. At most 3,660 days after the start, or 366 by hour.",
      example: "2026-04-30",
      shown: { type: "string" },
    }),
  resolution: z
    .enum(["hour", "day", "week", "month", "quarter"], "expected hour, day, week, month or quarter")
    .default("day")
    .meta({ description: "What a bucket of the series is, in UTC; weeks start on Monday." }),
});

/** The range that is asked for, up to but not `ends`; the database takes it from the start of its resolution. */
function rangeOf({ dateFrom, dateTo, resolution }: z.output<typeof parameters>) {
  const until = Date.parse(dateTo);
  const starts = dateFrom ?? new Date(until - USUAL_DAYS * DAY).toISOString();
  const days = (until - Date.parse(starts)) / DAY;
  if (days <= 0) {
    throw new ApiError(
      "INVALID_DATE_RANGE",
      "dateFrom must be before dateTo, which is now where it is left out",
    );
  }
  const most = resolution === "hour" ? MOST_DAYS_BY_HOUR : MOST_DAYS;
  if (days > most) {
    throw new ApiError(
      "INVALID_DATE_RANGE",
      `The range must not exceed ${most} days at the resolution ${resolution}; from ${starts} to ${dateTo} it is ${Math.ceil(days)}`,
    );
  }
  return { starts, ends: dateTo };
}

/** What an endpoint shows under each of its names. */
const figuresOf = <Figure extends z.ZodType>(figure: Figure) => z.record(z.string(), figure);
const bucketsOf = <Figure extends z.ZodType>(figure: Figure) =>
  z.array(z.object({ date: z.string(), figures: figuresOf(figure) }));

const series = z
  .object({ data: bucketsOf(z.int()), totals: figuresOf(z.int()) })
  .transform(({ data, totals }) => ({
    data: data.map(({ date, figures }) => ({ date, ...figures })),
    totals,
  }));

/** Columns, in which a year of names takes a fifth of what it does as a list of objects. */
const ranking = z.object({ names: z.array(z.int()), values: z.array(z.int()) });
const rankings = z
  .object({ names: z.array(z.string()), data: bucketsOf(ranking), totals: figuresOf(ranking) })
  .transform(({ names, data, totals }) => {
    const named = (figures: Record<string, z.infer<typeof ranking>>) =>
      Object.fromEntries(
        Object.entries(figures).map(([figure, listed]) => [
          figure,
          listed.names.map((name, place) => ({ name: names[name], value: listed.values[place] })),
        ]),
      );
    return {
      data: data.map(({ date, figures }) => ({ date, ...named(figures) })),
      totals: named(totals),
    };
  });

/** Of a response or, without its name, of all. */
const use = z
  .object({
    response: z.string().optional(),
    views: z.int(),
    likes: z.int(),
    dislikes: z.int(),
    by_button: z.int(),
    by_language: z.int(),
  })
  .transform(({ by_button, by_language, ...seen }) => ({
    ...seen,
    triggered: { button: by_button, nlp: by_language },
  }));

const seconds = z.number().nullable();

/** Of a bucket or, without one, of the whole range. */
const times = z
  .object({ date: z.string().optional(), waited: seconds, lasted: seconds })
  .transform(({ waited, lasted, ...of }) => ({ ...of, averageTime: waited, averageDuration: lasted }));

/** The same of each agent, in columns. */
const agents = z.object({ names: z.array(z.int()), waited: z.array(seconds), lasted: z.array(seconds) });
const agentTimes = z
  .object({
    names: z.array(z.string()),
    data: z.array(z.object({ date: z.string(), agents })),
    totals: z.object({ agents }),
  })
  .transform(({ names, data, totals }) => {
    const named = ({ names: places, waited, lasted }: z.infer<typeof agents>) =>
      places.map((name, place) => ({
        agent: names[name],
        averageTime: waited[place],
        averageDuration: lasted[place],
      }));
    return {
      data: data.map(({ date, agents: listed }) => ({ date, agents: named(listed) })),
      totals: { agents: named(totals.agents) },
    };
  });

/** What is shown of each report, beside what was asked. */
const SHOWN = {
  figure_series: series,
  ranking_series: rankings,
  ranking_totals: z.object({ totals: z.record(z.string(), z.unknown()) }).transform(({ totals }) => totals),
  response_use: z.object({ data: z.array(use), totals: use }),
  intervention_times: z.object({ data: z.array(times), totals: times }),
  agent_times: agentTimes,
};

const snapped = z.object({ from: z.string() });

/** What the log counts, which adds up over time. */
type Measure =
  | "new_person"
  | "customer_message"
  | "topic_message"
  | "matched_input"
  | "unmatched_input"
  | "response_shown"
  | "link_click"
  | "bot_event"
  | "positive_conversation"
  | "neutral_conversation"
  | "negative_conversation"
  | "intervention"
  | "intervention_channel"
  | "intervention_topic"
  | "intervention_outcome";

/** People, each of whom counts once in a bucket and once in a range. */
type Presence = "active" | "active_channel" | "active_country" | "active_language" | "active_rating";

/**
 * An endpoint about a client in a range, by resolution.
 *
 * @param figures what the report is of, under the names that it is shown with
 */
export const analyticsEndpoint = (
  report: keyof typeof SHOWN,
  figures: { counts?: Record<string, Measure>; people?: Record<string, Presence> } = {},
): Endpoint =>
  queryEndpoint({
    report,
    parameters,
    alsoIn: { client: "wbb-client" },
    assistant: { called: "client", isInPath: false },
    problems: {
      ambiguous: "client: several assistants of this account have this name; expected the id of one of them",
    },
    asked: (values) => ({
      ...rangeOf(values),
      ...figures,
      client: values.client,
      unit: values.resolution,
    }),
    shape: (found, { client, resolution, dateTo }) => ({
      dateFrom: snapped.parse(found).from,
      dateTo,
      resolution,
      client,
      ...SHOWN[report].parse(found),
    }),
  });
