import { z } from "zod";
import { link, openedBy, order, id as reference, term } from "./log-fields.ts";

/** The largest body `track` reads, in bytes. */
export const MAX_BEACON_BYTES = 65_536;

/** Events one batch may hold; a browser sends a handful. */
export const MAX_BATCH_EVENTS = 100;

/** The longest page or referrer URL taken, in characters. */
const MAX_URL = 8_192;

/** The longest path, in characters as they are in a URL: what fits into an index entry. */
const MAX_PATH = 2_000;

/** How old an event may be when it is sent: a beacon that failed is kept for the next page. */
const MAX_AGE_DAYS = 30;

const DAY_SECONDS = 86_400;

const httpUrl = z
  .string()
  .max(MAX_URL)
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    "expected an http or https URL",
  )
  .refine(
    (text) => !URL.canParse(text) || new URL(text).pathname.length <= MAX_PATH,
    `expected a path of at most ${MAX_PATH} characters`,
  );

const milliseconds = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const pixels = z.int().min(0).max(32_767);

const common = {
  id: z.uuid().describe("Made in the browser, so that the same event sent twice counts once."),
  at: milliseconds.describe("When it happened, in milliseconds of the browser's clock."),
  url: httpUrl.describe("The full URL of the page it happened on."),
  session_id: z
    .string()
    .regex(/^s_[0-9a-z]{4,40}$/)
    .optional()
    .describe("The token of the page load it happened in."),
};

/**
 * A page view. The exit beacon is the same event, with the same id, sent again with `seconds` and
 * `exited_at`: whichever arrives first records the page view, the other completes it.
 */
const pageView = z.strictObject({
  ...common,
  type: z.literal("page_view"),
  title: z.string().max(1_000).optional(),
  referrer: z.union([z.literal(""), z.string().max(MAX_URL)]).optional(),
  seconds: z
    .number()
    .min(0)
    .transform((value) => Math.min(Math.round(value), DAY_SECONDS))
    .optional()
    .describe("Seconds the page was visible."),
  exited_at: milliseconds
    .optional()
    .describe("When the page was last seen, in milliseconds of the browser's clock."),
});

/** Pages that are older than the other fields may say more with these; nothing of it is taken. */
const widgetEvent = z.object({
  ...common,
  type: z.enum(["widget_open", "conversation_end", "inquiry_submit"]),
});

const widgetClose = z.strictObject({
  ...common,
  type: z.literal("widget_close"),
  duration_seconds: z
    .number()
    .min(0)
    .transform((value) => Math.min(Math.max(Math.round(value), 1), 14_400))
    .optional()
    .describe("Seconds the widget was open, counted as at least 1 and at most 14,400."),
});

const maybeOfConversation = { conversation_id: reference.nullish() };

/** With the id that the platform knows the conversation by, it is in the log too, as the visitor's. */
const conversationStart = z
  .strictObject({
    ...common,
    type: z.literal("conversation_start"),
    ...maybeOfConversation,
    opened_by: openedBy.nullish(),
  })
  .refine(({ conversation_id, opened_by }) => conversation_id || !opened_by, {
    path: ["conversation_id"],
    message: "expected, because opened_by is said of a conversation",
  });

const popup = z.strictObject({
  ...common,
  type: z.enum(["popup_display", "popup_open"]),
  popup_version: term.nullish(),
});

const productClick = z.strictObject({
  ...common,
  type: z.literal("product_click"),
  ...maybeOfConversation,
  product_url: link.url,
  product: link.product.describe("Its name; by default its URL."),
});

const purchase = z.strictObject({
  ...common,
  type: z.literal("purchase"),
  ...maybeOfConversation,
  ...order,
});

/** One event of a beacon. */
export const beaconEvent = z.discriminatedUnion("type", [
  pageView,
  widgetEvent,
  widgetClose,
  conversationStart,
  popup,
  productClick,
  purchase,
]);

/** What surrounds the events of a beacon: who sent them, from which browser. */
export const beaconEnvelope = z.strictObject({
  assistant_id: z.string().regex(/^[\x21-\x7e]{1,100}$/, "expected the id of an assistant"),
  visitor_id: z
    .string()
    .regex(/^v_[0-9a-f]{16}$/)
    .optional()
    .describe("The browser's visitor; absent where nothing may be written to it."),
  sent_at: milliseconds.describe(
    "When the beacon was sent, in milliseconds of the browser's clock, which may be wrong: only what lies between this and an event's `at` matters, at most 30 days.",
  ),
  screen_width: pixels.optional(),
  screen_height: pixels.optional(),
  /** As `navigator.language` has it; what is no language tag is left out rather than refused. */
  language: z
    .string()
    .max(100)
    .transform((tag) => /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.exec(tag.slice(0, 35))?.[0] ?? undefined)
    .optional()
    .describe("As `navigator.language` has it."),
  touch_points: z
    .int()
    .min(0)
    .optional()
    .describe("Touch points of the pointer device; tells an iPad from the Mac it says it is."),
  webdriver: z.boolean().optional().describe("Whether `navigator.webdriver` is true."),
});

/** A beacon as a whole, for the reference: it is read event by event, so that the good ones are taken. */
export const beacon = z.union([
  beaconEnvelope.extend({ events: z.array(beaconEvent).min(1).max(MAX_BATCH_EVENTS) }),
  z.intersection(beaconEnvelope, beaconEvent),
]);

/** What is wrong with the time of an event that was sent at `sentAt`; undefined where nothing is. */
export function problemOfAge(at: number, sentAt: number): string | undefined {
  const days = Math.floor((sentAt - at) / (DAY_SECONDS * 1_000));
  return days < MAX_AGE_DAYS
    ? undefined
    : `at: expected a time at most ${MAX_AGE_DAYS} days before sent_at; it is ${days} days before`;
}

export type BeaconEvent = z.infer<typeof beaconEvent>;
export type BeaconEnvelope = z.infer<typeof beaconEnvelope>;
