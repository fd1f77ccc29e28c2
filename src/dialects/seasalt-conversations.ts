import { z } from "zod";
import { asked, fields, oneOf, type Question, range, timeUnit, timezone } from "./seasalt-fields.ts";

const METRIC = "conversation_overview";

/** The days of each window that ends now. */
const DAYS = {
  last_day: 1,
  last_7_days: 7,
  last_30_days: 30,
  last_90_days: 90,
  last_180_days: 180,
};

const figures = z
  .object({
    conversations: z.number().nullable(),
    messages: z.number().nullable(),
    bot_messages: z.number().nullable(),
    agent_messages: z.number().nullable(),
    intervention_requests: z.number().nullable(),
    people: z.number().nullable(),
  })
  .transform(({ intervention_requests, people, ...same }) => ({
    ...same,
    live_agent_requests: intervention_requests,
    distinct_users: people,
  }));

const timeWindow = z
  .object({ from: z.string(), to: z.string(), figures })
  .transform(({ figures, ...window }) => ({ ...window, ...figures }));

const comparison = z.object({ current: timeWindow, previous: timeWindow, change_percent: figures });

/**
 * Conversations by their start, in time; with `range_type` the window of so many days up to now, compared
 * with the one before it.
 */
export const conversationOverview = fields(METRIC, {
  time_unit: timeUnit.nullish().meta({
    description: "What a bucket of the series is. Required where there is no `range_type`.",
    example: "month",
  }),
  range_type: oneOf("last_day", "last_7_days", "last_30_days", "last_90_days", "last_180_days")
    .nullish()
    .meta({
      description:
        "In place of a range and `time_unit`: so many days up to now, compared with as many just before.",
    }),
  handling_status: oneOf("RESOLVED", "PENDING", "FOLLOW_UP")
    .nullish()
    .meta({ description: "Only conversations with this handling status." }),
  exclude_empty_response: z
    .boolean("expected true or false")
    .nullish()
    .meta({ description: "Only conversations with a message of a bot or an agent." }),
  ...range,
}).transform(({ metric, time_unit, range_type, handling_status, ...values }, context): Question => {
  const refuse = (field: string, message: string) => {
    context.addIssue({ code: "custom", path: [field], message });
    return z.NEVER;
  };
  const about = {
    counted: values.exclude_empty_response ? "answered_conversation" : "conversation",
    handling_status,
  };
  if (range_type) {
    const given = (["from_date", "to_date"] as const).find((field) => values[field]);
    if (given !== undefined) {
      return refuse(given, "expected either a range or a range_type, not both");
    }
    return {
      report: "conversation_comparison",
      asked: { ...about, zone: values.timezone, days: DAYS[range_type] },
      shape: (found) => ({ metric, range_type, ...comparison.parse(found) }),
    };
  }
  if (!time_unit) {
    return refuse("time_unit", "expected day, month, year, or a range_type in its place");
  }
  return {
    report: "conversation_overview",
    asked: { ...about, ...asked(values), unit: time_unit },
    shape: (data) => ({ metric, time_unit, data }),
  };
});

const year = z
  .string("expected a year as text, such as 2025")
  .regex(/^(20\d\d|2100)$/, "expected a year from 2000 to 2100")
  .meta({ description: "The year; this one where it is left out.", example: "2025" });

const yearly = z.object({
  conversations: z.int(),
  messages: z.int(),
  messages_per_conversation: z.number(),
  months: z.record(z.string(), z.int()),
});

/** A year of the zone: what happened, and the messages of each of its months. */
export const conversationOverviewYearly = fields("conversation_overview_yearly", {
  year: year.nullish(),
  timezone,
}).transform(
  ({ metric, year, timezone }): Question => ({
    report: "conversation_year",
    asked: {
      zone: timezone,
      by_default: "year",
      ...(year && { from: { local: `${year}-01-01` }, to: { local: `${year}-12-31`, through: "day" } }),
    },
    shape: (found) => {
      const { conversations, messages, messages_per_conversation, months } = yearly.parse(found);
      return {
        metric,
        total_conversations: conversations,
        total_messages: messages,
        average_messages_per_conversation: messages_per_conversation,
        monthly_messages: months,
      };
    },
  }),
);

const breakdown = z.object({
  channels: z.array(z.object({ channel: z.string(), people: z.int(), messages: z.int() })),
  weekdays: z.record(z.string(), z.int()),
  hours: z.record(z.string(), z.int()),
});

/** Messages by weekday and hour of the zone, and what came in by channel. */
export const conversationBreakdown = fields("conversation_breakdown", range).transform(
  ({ metric, ...range }): Question => ({
    report: "conversation_breakdown",
    asked: asked(range),
    shape: (found) => {
      const { channels, weekdays, hours } = breakdown.parse(found);
      const summary = channels.map(({ channel, people, messages }) => [
        channel,
        { user_count: people, inbound_message_count: messages },
      ]);
      return {
        metric,
        channel_summary: Object.fromEntries(summary),
        messages_by_day: weekdays,
        messages_by_hour: hours,
      };
    },
  }),
);
