import { z } from "zod";
import { clock } from "../clock.ts";
import { id, line, link, oneOf, openedBy, order, term } from "./log-fields.ts";

/** The longest text of a message, in characters. */
const MAX_TEXT = 20_000;

/** The most items that an analysis may list of one sort. */
const MAX_ITEMS = 50;

const DAY_SECONDS = 86_400;

/** Before this there was no chat platform: an earlier time is a mistake, such as seconds for milliseconds. */
const EARLIEST = Date.parse("2000-01-01T00:00:00Z");

/** What is written over several lines: the characters that the database can't hold are left out. */
const prose = z
  .string("expected text")
  .max(MAX_TEXT, `expected at most ${MAX_TEXT} characters`)
  .transform((value) => value.replace(/[^\P{Cc}\n\t]/gu, "").toWellFormed());

const trueOrFalse = z.boolean("expected true or false");
const items = z
  .array(line(500), "expected a list of texts")
  .max(MAX_ITEMS, `expected at most ${MAX_ITEMS} items`);

/** Digits after the milliseconds: a `Date` has none, and they may tell which of two events came first. */
const microseconds = (text: string) => /\.\d{3}(\d{1,3})/.exec(text)?.[1] ?? "";

/** When it happened; up to a day in the future is taken for a clock that is ahead. */
const instant = z.iso
  .datetime({
    offset: true,
    error: "expected an ISO 8601 time with offset, such as 2026-01-31T09:30:00+01:00",
  })
  .refine((value) => !(Date.parse(value) < EARLIEST), "expected a time from 2000-01-01 on")
  .refine(
    (value) => !(Date.parse(value) > clock.now().getTime() + DAY_SECONDS * 1_000),
    "expected a time at most a day in the future",
  )
  .transform((value) => new Date(value).toISOString().replace("Z", `${microseconds(value)}Z`));

const userToken = z
  .string("expected text")
  .regex(/^[A-Za-z0-9_-]{8,128}$/, "expected 8 to 128 characters of A-Z, a-z, 0-9, _ and -");

const common = {
  id: z
    .string("expected text")
    .regex(/^[\x20-\x7e]{1,128}$/, "expected 1 to 128 printable characters of ASCII")
    .describe("Chosen by the sender, so that the same event sent twice counts once."),
  at: instant.describe("When it happened: ISO 8601 with offset, from 2000 on."),
  assistant_id: line(100)
    .nullish()
    .describe("Which assistant's it is; may be left out where the key can mean one only."),
};

/** One type of event. What is null counts as left out, since many a sender can't leave it out. */
const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ ...common, type: z.literal(type), ...shape });

const ofConversation = { conversation_id: id };
const maybeOfConversation = { conversation_id: id.nullish(), user: id.nullish() };

/** What is said of a conversation: of each field the latest event that has it counts. */
const conversation = {
  ...ofConversation,
  user: id.nullish(),
  user_token: userToken.nullish(),
  channel: term.nullish(),
  language: term.nullish(),
  country: z
    .string("expected text")
    .regex(/^[A-Za-z]{2}$/, "expected an ISO 3166-1 alpha-2 code such as GB")
    .transform((value) => value.toUpperCase())
    .nullish()
    .describe("Of the user, as an ISO 3166-1 alpha-2 code."),
  topic: term.nullish(),
  state: term.nullish().describe("Where the bot's script is."),
  is_terminal: trueOrFalse
    .nullish()
    .describe("Whether that is an end of it. That it has been at one is never taken back."),
  rating: z.union([line(100), z.number().transform(String)], "expected a number or text").nullish(),
  status: oneOf("open", "closed", "archived").nullish(),
  handling_status: oneOf("RESOLVED", "PENDING", "FOLLOW_UP").nullish(),
  opened_by: openedBy.nullish(),
};

const intervention = {
  intervention_id: id,
  conversation_id: id.nullish(),
  agent: term.nullish(),
  topic: term.nullish(),
  outcome: term.nullish(),
  channel: term.nullish(),
};

const ofVisitor = { user_token: userToken };
const ofPopup = { ...ofVisitor, popup_version: term.nullish() };

const TYPES = [
  event("conversation.started", conversation),
  event("conversation.updated", conversation),
  event("conversation.ended", {
    ...conversation,
    status: conversation.status.transform((value) => value ?? "closed"),
  }),
  event("conversation.analyzed", {
    ...ofConversation,
    mood: oneOf("happy", "angry", "neutral").nullish(),
    sentiment: oneOf("positive", "neutral", "negative").nullish(),
    outcome: oneOf("success", "fail", "neutral").nullish(),
    human_intervention_needed: trueOrFalse.nullish(),
    intents: items.nullish(),
    products: items.nullish(),
    complaints: items.nullish(),
    missing_information: items.nullish(),
  }),
  event("message", {
    ...ofConversation,
    sender: oneOf("CUSTOMER", "AGENT", "BOT", "SYSTEM"),
    direction: oneOf("inbound", "outbound")
      .nullish()
      .describe("By default what the customer sends comes in, and all else goes out."),
    user: id.nullish(),
    agent: term.nullish(),
    response: term.nullish().describe("The bot's response that was shown."),
    triggered_by: oneOf("button", "language").nullish().describe("What led to the response."),
    free_text: trueOrFalse
      .nullish()
      .describe(
        "Whether the customer wrote it, not chose it; with an intent or a confidence that is the default.",
      ),
    intent: term.nullish(),
    confidence: z.number("expected a number from 0 to 1").min(0).max(1).nullish(),
    topic: term.nullish(),
    text: prose.nullish(),
  }),
  event("call", {
    ...maybeOfConversation,
    direction: oneOf("inbound", "outbound"),
    duration_seconds: z
      .number("expected seconds")
      .min(0, "expected 0 seconds or more")
      .max(DAY_SECONDS, `expected at most ${DAY_SECONDS} seconds`)
      .transform(Math.round),
    channel: term.nullish(),
    agent: term.nullish(),
  }),
  event("label.applied", { ...ofConversation, label: term }),
  event("intervention.requested", intervention),
  event("intervention.accepted", intervention),
  event("intervention.ended", intervention),
  event("reaction", {
    ...maybeOfConversation,
    reaction: oneOf("like", "dislike"),
    response: term.nullish(),
  }),
  event("link.clicked", {
    ...maybeOfConversation,
    ...link,
    response: term.nullish(),
  }),
  event("purchase", {
    ...maybeOfConversation,
    user_token: userToken.nullish(),
    ...order,
  }),
  event("bot.event", { ...maybeOfConversation, name: term }),
  event("visitor.seen", ofVisitor),
  event("popup.displayed", ofPopup),
  event("popup.opened", ofPopup),
  event("widget.opened", ofVisitor),
] as const;

/** One event of the log, by its type. */
export const logEvent = z.discriminatedUnion("type", TYPES, {
  error: ({ input }) =>
    typeof input === "object" && input !== null && !Array.isArray(input)
      ? `expected one of ${TYPES.map(({ shape }) => shape.type.value).join(", ")}`
      : "expected a JSON object",
});
