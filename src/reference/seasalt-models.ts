import { z } from "zod";
import { amount, count, time } from "./figures.ts";

const unit = z.enum(["day", "month", "year"]).describe("As it was asked for.");
const date = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
  .describe("The day, month or year, such as `2024-06-01`, `2024-06` or `2024`.");
const change = z
  .number()
  .nullable()
  .describe(
    "In percent to two decimals, of the total of the window of equal length just before; null where that is 0.",
  );

const todayCommunicationVolume = z.strictObject({
  metric: z.literal("today_communication_volume"),
  time_unit: z.literal("day"),
  data: z
    .array(
      z.strictObject({
        inbound_voice_count: count("Calls that came in today."),
        outbound_voice_count: count("Calls that were made today."),
        inbound_non_voice_count: count("Messages that came in today."),
      }),
    )
    .length(1),
});

const trend = { metric: z.literal("activity_trend"), time_unit: unit, change_percent: change };

const messageTrend = z.strictObject({
  ...trend,
  data: z.array(
    z.strictObject({
      date,
      CUSTOMER: count("Messages of customers."),
      AGENT: count("Messages of human agents."),
      BOT: count("Messages of bots."),
      SYSTEM: count("Messages of the system."),
    }),
  ),
});

const callTrend = z.strictObject({
  ...trend,
  data: z.array(
    z.strictObject({ date, inbound: count("Calls that came in."), outbound: count("Calls that were made.") }),
  ),
});

const labelUsage = z.strictObject({
  metric: z.literal("label_usage"),
  time_unit: unit,
  data: z.array(
    z.strictObject({
      date,
      labels: z
        .array(z.strictObject({ name: z.string(), count: count("How often it was applied.") }))
        .describe("In the order that was asked for, else the most used first."),
    }),
  ),
});

const totalUsage = z.strictObject({
  metric: z.literal("total_usage"),
  time_unit: unit,
  data: z
    .array(
      z.strictObject({
        total_voice_minutes: amount("Minutes of calls, to two decimals."),
        total_chat_responses: count("Messages of bots and agents."),
      }),
    )
    .length(1),
});

const METRIC = z.literal("conversation_overview");

const conversationSeries = z.strictObject({
  metric: METRIC,
  time_unit: unit,
  data: z.array(z.strictObject({ date, count: count("Conversations that started.") })),
});

const timeWindow = z
  .strictObject({
    from: time("When it begins"),
    to: time("When it ends"),
    conversations: count("Conversations that started."),
    messages: count("Messages in them."),
    bot_messages: count("Messages of bots."),
    agent_messages: count("Messages of agents."),
    live_agent_requests: count("Requests for a live agent."),
    distinct_users: count("Distinct users."),
  })
  .meta({ id: "SeasaltWindow", description: "What happened in a number of days." });

const conversationComparison = z.strictObject({
  metric: METRIC,
  range_type: z.enum(["last_day", "last_7_days", "last_30_days", "last_90_days", "last_180_days"]),
  current: timeWindow,
  previous: timeWindow,
  change_percent: z
    .strictObject({
      conversations: change,
      messages: change,
      bot_messages: change,
      agent_messages: change,
      live_agent_requests: change,
      distinct_users: change,
    })
    .describe("By how much each figure changed."),
});

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => `${hour}`);

/** A count of each of these, all of which are there. */
const each = (keys: readonly string[], of: (key: string) => string) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, count(of(key))])));

const conversationYear = z.strictObject({
  metric: z.literal("conversation_overview_yearly"),
  total_conversations: count("Conversations that started in the year."),
  total_messages: count("Messages of the year."),
  average_messages_per_conversation: amount("Messages ÷ conversations, to one decimal."),
  monthly_messages: each(MONTHS, (month) => `Messages in ${month}.`),
});

const conversationBreakdown = z.strictObject({
  metric: z.literal("conversation_breakdown"),
  channel_summary: z
    .record(
      z.string(),
      z.strictObject({
        user_count: count("Distinct users who sent something in."),
        inbound_message_count: count("Messages that came in."),
      }),
    )
    .describe("By channel."),
  messages_by_day: each(WEEKDAYS, (day) => `Messages on ${day}s of the time zone.`),
  messages_by_hour: each(HOURS, (hour) => `Messages from ${hour}:00 to ${hour}:59 in the time zone.`),
});

/** The answer to each metric, two of which have two forms. */
export const answer = z.union([
  todayCommunicationVolume,
  messageTrend,
  callTrend,
  labelUsage,
  totalUsage,
  conversationSeries,
  conversationComparison,
  conversationYear,
  conversationBreakdown,
]);
