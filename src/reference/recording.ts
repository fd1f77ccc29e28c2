import { z } from "zod";
import * as eventsModule from "../../netlify/functions/events.ts";
import * as track from "../../netlify/functions/track.ts";
import { EXAMPLE_ASSISTANT } from "../http/parameters.ts";
import { count } from "./figures.ts";
import { type Api, OF_KEY } from "./operation.ts";
import { beaconStyle, documentedStyle } from "./refusals.ts";

const about = { at: "2026-04-15T14:23:11Z", assistant_id: EXAMPLE_ASSISTANT, conversation_id: "c-17" };
const reported = [
  { id: "c-17-1", type: "conversation.started", ...about, channel: "WebChat", user: "u-1" },
  { id: "c-17-2", type: "message", ...about, sender: "CUSTOMER", text: "Hello" },
];

const SENT = Date.parse("2026-04-15T14:28:02Z");
const envelope = { assistant_id: EXAMPLE_ASSISTANT, visitor_id: "v_a3f1b20000000000", sent_at: SENT };
const pageView = {
  id: "7d8e2f3a-1b4c-4d5e-8f60-91a2b3c4d5e6",
  type: "page_view",
  at: SENT - 2_000,
  url: "https://acme.com/pricing",
};

const taken = {
  accepted: count("How many were recorded."),
  duplicates: count("How many were known already, by their ids."),
};

const queued = count("How many wait, because the database is away: they are recorded as soon as it is back.");

const refused = z
  .array(
    z.strictObject({
      index: count("Its place in the call from 0 on; empty lines do not count."),
      id: z.string().optional().describe("Its id, where it has one."),
      reason: z.string().describe("The field that is wrong, and what was expected."),
    }),
  )
  .describe("Those that were not taken, in their order.");

/** What a chat platform's server reports. */
export const events: Api = {
  name: "Events",
  description:
    "How a chat platform's server reports what happened, from which all reports about conversations come.",
  security: [{ apiKey: ["events:write"] }],
  style: documentedStyle,
  isLimited: true,
  operations: [
    {
      endpoint: eventsModule,
      id: "reportEvents",
      summary: "Report events",
      description:
        "Takes up to 1,000 events or 1 MB a call, in any order and from any time since 2000. The same id counts once. One that is refused takes no other with it.",
      examples: { "A conversation": reported },
      otherBodies: {
        "application/x-ndjson": {
          description: "The same, with one event a line.",
          example: reported.map((event) => `${JSON.stringify(event)}\n`).join(""),
        },
      },
      refusals: ["INVALID_PARAMETER", "PAYLOAD_TOO_LARGE", ...OF_KEY],
      answers: {
        200: {
          description: "What became of the events, also where all were refused.",
          schema: z.strictObject({
            ...taken,
            refused,
          }),
          example: {
            accepted: 2,
            duplicates: 0,
            refused: [{ index: 2, id: "c-17-3", reason: "sender: expected CUSTOMER, AGENT, BOT, SYSTEM" }],
          },
        },
        202: {
          description:
            "The database is away, and the events are kept until it is back. The key, the assistants and which events are known are looked at then: there is nothing to do.",
          schema: z.strictObject({ ...taken, queued, refused }),
          example: { accepted: 0, duplicates: 0, queued: 2, refused: [] },
          isUncounted: true,
        },
      },
    },
  ],
};

/** What the widget sends. */
export const beacon: Api = {
  name: "Beacon",
  description:
    "What the widget posts from the pages of a site; anything else may too. No credential is needed.",
  security: [],
  style: beaconStyle,
  isLimited: false,
  operations: [
    {
      endpoint: track,
      path: "/.netlify/functions/track",
      id: "track",
      hasPreflight: true,
      summary: "Record a visit",
      description:
        "Takes one event or a batch of up to 100, in JSON of any content type, from the pages of the assistant's site. A page view sent again with the same id and `seconds` is its exit beacon. The good events of a batch are recorded also where others are refused.",
      examples: {
        "One event": { ...envelope, ...pageView },
        "A batch": {
          ...envelope,
          events: [
            pageView,
            { ...pageView, id: "5a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d", type: "widget_open" },
          ],
        },
      },
      refusals: [
        "INVALID_PARAMETER",
        "FORBIDDEN",
        "ASSISTANT_NOT_FOUND",
        "METHOD_NOT_ALLOWED",
        "PAYLOAD_TOO_LARGE",
        "RATE_LIMITED",
        "INTERNAL_ERROR",
        "UNAVAILABLE",
      ],
      answers: {
        202: {
          description: "What became of the events.",
          schema: z.strictObject({ ...taken, queued: queued.optional() }),
          example: { accepted: 2, duplicates: 0 },
        },
        204: { description: "The visitor opted out by `DNT` or `Sec-GPC`: nothing is recorded." },
      },
    },
  ],
};
