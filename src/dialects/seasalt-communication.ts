import { z } from "zod";
import { clock } from "../clock.ts";
import { text } from "../http/parameters.ts";
import { asked, fields, oneOf, type Question, range, timeUnit, timezone } from "./seasalt-fields.ts";

const communication = z.object({
  inbound_calls: z.int(),
  outbound_calls: z.int(),
  inbound_messages: z.int(),
  call_minutes: z.number(),
  responses: z.int(),
});

/** Calls and messages from the midnight of the zone to now. */
export const todayCommunicationVolume = fields("today_communication_volume", { timezone }).transform(
  ({ metric, timezone }): Question => ({
    report: "communication",
    asked: { zone: timezone, to: { instant: clock.now().toISOString(), through: "millisecond" } },
    shape: (found) => {
      const { inbound_calls, outbound_calls, inbound_messages } = communication.parse(found);
      return {
        metric,
        time_unit: "day",
        data: [
          {
            inbound_voice_count: inbound_calls,
            outbound_voice_count: outbound_calls,
            inbound_non_voice_count: inbound_messages,
          },
        ],
      };
    },
  }),
);

/** What is counted of each type, by the name that it is shown with. */
const COUNTED = {
  messages: {
    CUSTOMER: "customer_message",
    AGENT: "agent_message",
    BOT: "bot_message",
    SYSTEM: "system_message",
  },
  calls: { inbound: "inbound_call", outbound: "outbound_call" },
};

const activity = z.object({
  series: z.array(z.object({ date: z.string(), amounts: z.record(z.string(), z.int()) })),
  change_percent: z.number().nullable(),
});

/** Messages by sender or calls by direction, in time. */
export const activityTrend = fields("activity_trend", {
  type: oneOf("messages", "calls").meta({ description: "What is counted." }),
  time_unit: timeUnit,
  ...range,
}).transform(({ metric, type, time_unit, ...range }): Question => {
  const counted = Object.entries(COUNTED[type]);
  return {
    report: "activity",
    asked: { ...asked(range), unit: time_unit, measures: counted.map(([, measure]) => measure) },
    shape: (found) => {
      const { series, change_percent } = activity.parse(found);
      const data = series.map(({ date, amounts }) => ({
        date,
        ...Object.fromEntries(counted.map(([name, measure]) => [name, amounts[measure]])),
      }));
      return { metric, time_unit, data, change_percent };
    },
  };
});

const label = z.string("expected text").trim().pipe(text(200));

/** Labels by how often they were used, in time. */
export const labelUsage = fields("label_usage", {
  time_unit: timeUnit,
  labels: z
    .array(label, "expected a list of names of labels")
    .min(1, "expected at least one label")
    .max(100, "expected at most 100 labels")
    .refine((labels) => new Set(labels).size === labels.length, "expected each label once")
    .nullish()
    .meta({
      description: "Only these labels, in this order; all where it is left out.",
      example: ["sales", "support"],
    }),
  ...range,
}).transform(
  ({ metric, time_unit, labels, ...range }): Question => ({
    report: "label_usage",
    asked: { ...asked(range), unit: time_unit, ...(labels && { labels }) },
    shape: (data) => ({ metric, time_unit, data }),
  }),
);

/** Minutes of calls, and messages of bots and agents. */
export const totalUsage = fields("total_usage", {
  time_unit: timeUnit
    .nullish()
    .transform((unit) => unit ?? "day")
    .meta({
      description: "Only given back: the answer is one object whatever it is.",
      shown: { default: "day" },
    }),
  ...range,
}).transform(
  ({ metric, time_unit, ...range }): Question => ({
    report: "communication",
    asked: asked(range),
    shape: (found) => {
      const { call_minutes, responses } = communication.parse(found);
      return {
        metric,
        time_unit,
        data: [{ total_voice_minutes: call_minutes, total_chat_responses: responses }],
      };
    },
  }),
);
