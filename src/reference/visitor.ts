import { z } from "zod";
import * as endpoint from "../../netlify/functions/visitor.ts";
import type { ErrorCode } from "../http/errors.ts";
import { count, time } from "./figures.ts";
import { type Api, OF_KEY } from "./operation.ts";
import { documentedStyle } from "./refusals.ts";
import { meta } from "./report-models.ts";

const refusals: ErrorCode[] = ["MISSING_PARAMETER", "INVALID_PARAMETER", "ASSISTANT_NOT_FOUND", ...OF_KEY];

const TYPES = [
  ...["session", "page_view", "widget_open", "widget_close", "conversation_start", "conversation_end"],
  ...["inquiry_submit", "visitor.seen", "widget.opened", "popup.displayed", "popup.opened", "conversation"],
  ...[
    "message",
    "call",
    "label.applied",
    "intervention.requested",
    "intervention.accepted",
    "intervention.ended",
  ],
  ...["reaction", "link.clicked", "bot.event", "conversation.analyzed", "purchase"],
];

const entry = z
  .looseObject({
    type: z.enum(TYPES),
    at: time("When it happened or began"),
  })
  .meta({
    id: "HeldEntry",
    description:
      "Something that is held. A session has the fields of sessions and the raw IP address where there is one, a conversation and what was said in it those of conversations, and anything else those of the events that told of it.",
  });

const linked = z
  .array(z.string())
  .describe("As whom else they are known: users and tokens named with them in a conversation or an order.");

/** What is held on one visitor. */
export const visitor: Api = {
  name: "Visitor",
  description:
    "All that is held on one visitor of the pages, one user of the chat platform or one user token: shown, and erased. A key needs the scope `visitors:manage`; share links open none of it.",
  security: [{ apiKey: ["visitors:manage"] }, { sessionToken: [] }],
  style: {
    ...documentedStyle,
    name: "Visitor",
    messages: {
      MISSING_PARAMETER: "Expected one of visitor_id, user and user_token",
      INVALID_PARAMETER: "visitor_id: expected the visitor_id of a session, such as v_a3f1b20000000000",
      FORBIDDEN: "This key lacks the scope visitors:manage",
      METHOD_NOT_ALLOWED: "POST is not possible here; use GET or DELETE",
    },
  },
  isLimited: true,
  operations: [
    {
      endpoint,
      method: "GET",
      id: "getVisitor",
      summary: "All that is held on a visitor",
      description:
        "Everything that is held and what would be erased, oldest first, a page at a time. Takes one of `visitor_id`, `user` and `user_token`. The list is empty where nothing is held.",
      refusals,
      answers: {
        200: {
          description: "A page of what is held.",
          schema: z.strictObject({ data: z.array(entry), linked, meta }),
          example: {
            data: [
              {
                type: "page_view",
                at: "2026-04-15T14:23:11Z",
                id: "5d1c9d0e-6c3b-4f0e-8f3a-2b7d4e6f8a90",
                page_url: "/blog/seo-guide",
                page_title: "Ultimate SEO Guide 2026",
                location: null,
                seconds_on_page: 187,
              },
            ],
            linked: ["u-1"],
            meta: { total: 1, limit: 500, offset: 0 },
          },
        },
      },
    },
    {
      endpoint,
      method: "DELETE",
      id: "eraseVisitor",
      summary: "Erase a visitor",
      description:
        "Deletes all that the same request with GET shows, for good. All reports then are as if nothing of it had ever come, as far back as rows are kept; totals of older days stay. Takes one of `visitor_id`, `user` and `user_token`; `linked` tells as whom else they are known, who are not erased with them. What arrives later is new.",
      refusals,
      answers: {
        200: {
          description: "How much was deleted; nothing where nothing was held.",
          schema: z.strictObject({
            data: z.strictObject({
              erased: z.strictObject({
                sessions: count("Visits."),
                page_views: count("Page views."),
                widget_events: count("Interactions with the widget."),
                conversations: count("Conversations, in whole."),
                messages: count("Messages, with their texts."),
                purchases: count("Orders."),
                other_events: count(
                  "Calls, reactions, clicks, events of the bot, and what popups and visits told.",
                ),
              }),
              linked,
            }),
          }),
          example: {
            data: {
              erased: {
                ...{ sessions: 2, page_views: 9, widget_events: 3 },
                ...{ conversations: 1, messages: 6, purchases: 1, other_events: 4 },
              },
              linked: ["u-1"],
            },
          },
        },
      },
    },
  ],
};
