import { z } from "zod";
import { amount, count, time } from "./figures.ts";

const asked = {
  dateFrom: time("The start of the range, which is the start of its resolution"),
  dateTo: time("The end of the range, not included"),
  resolution: z.enum(["hour", "day", "week", "month", "quarter"]),
  client: z.string().describe("As it was asked for."),
};
const date = time("When it begins");

/** An answer with what it has for each bucket, and in all. */
const series = (bucket: z.ZodRawShape, totals = bucket) =>
  z.strictObject({
    ...asked,
    data: z
      .array(z.strictObject({ date, ...bucket }))
      .describe("One for each hour, day and so on, ascending."),
    totals: z.strictObject(totals).describe("Of the whole range."),
  });

const ranking = (of: string) =>
  z
    .array(
      z.strictObject({
        name: z.string().describe("`unknown` where it is not known."),
        value: count("How many."),
      }),
    )
    .describe(`${of}, most first, then by name.`);

const seconds = (of: string) => amount(`${of}, in seconds; null of none.`).nullable();
const times = {
  averageTime: seconds("From request to acceptance"),
  averageDuration: seconds("From acceptance to the end"),
};
const agents = z
  .array(z.strictObject({ agent: z.string().describe("`unknown` where it is not known."), ...times }))
  .describe("By name.");

const use = {
  views: count("How often it was shown."),
  likes: count("How often it was liked."),
  dislikes: count("How often it was disliked."),
  triggered: z.strictObject({
    button: count("How often a button led to it."),
    nlp: count("How often language led to it."),
  }),
};

export const users = series({
  active: count("People who sent a message or clicked a link."),
  created: count("People whose first message or click it was."),
});
export const inputs = series({
  matched: count("Free-text inputs with an intent."),
  unmatched: count("Free-text inputs without one."),
});
export const messages = series({ messages: count("Messages that people sent.") });
export const channels = series({ channels: ranking("Active people by channel") });
export const topics = series({ topics: ranking("People's messages by topic") });
export const sentiments = series({
  positive: count("Conversations whose latest analysis is positive."),
  negative: count("Conversations whose latest analysis is negative."),
  neutral: count("Conversations whose latest analysis is neutral."),
});
export const events = series({ events: ranking("Events of the bot by name") });
export const details = z.strictObject({
  ...asked,
  channel: ranking("Active people by channel"),
  country: ranking("Active people by country"),
  language: ranking("Active people by language"),
  rating: ranking("Active people by rating"),
});
export const responses = z.strictObject({
  ...asked,
  data: z.array(z.strictObject({ response: z.string(), ...use })).describe("Most shown first, then by name."),
  totals: z.strictObject(use).describe("Of all responses."),
});
export const urls = series({ urls: ranking("Clicks by link") });
export const blocks = series({ responses: ranking("Responses shown by name") });
export const interventions = series({ interventions: count("Interventions that started.") });
export const interventionDetails = series({
  channel: ranking("Interventions by channel"),
  topic: ranking("Interventions by topic"),
  outcome: ranking("Interventions by outcome"),
});
export const interventionTimes = series(times);
export const agentTimes = series({ agents });
export const languages = series({ languages: ranking("Active people by language") });
