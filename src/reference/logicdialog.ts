import type { z } from "zod";
import * as activeChannel from "../../netlify/functions/logicdialog-active-channel.ts";
import * as activeUserLanguage from "../../netlify/functions/logicdialog-active-user-language.ts";
import * as blocks from "../../netlify/functions/logicdialog-blocks.ts";
import * as events from "../../netlify/functions/logicdialog-events.ts";
import * as intervention from "../../netlify/functions/logicdialog-intervention.ts";
import * as averageTime from "../../netlify/functions/logicdialog-intervention-average-time.ts";
import * as agentTimes from "../../netlify/functions/logicdialog-intervention-average-time-by-agent-series.ts";
import * as interventionDetail from "../../netlify/functions/logicdialog-intervention-detail.ts";
import * as message from "../../netlify/functions/logicdialog-message.ts";
import * as messageGroups from "../../netlify/functions/logicdialog-message-groups.ts";
import * as nlp from "../../netlify/functions/logicdialog-nlp.ts";
import * as response from "../../netlify/functions/logicdialog-response.ts";
import * as sentiment from "../../netlify/functions/logicdialog-sentiment.ts";
import * as urlTracking from "../../netlify/functions/logicdialog-url-tracking.ts";
import * as user from "../../netlify/functions/logicdialog-user.ts";
import * as userDetail from "../../netlify/functions/logicdialog-user-detail.ts";
import { EXAMPLE_ASSISTANT } from "../http/parameters.ts";
import * as models from "./logicdialog-models.ts";
import { type Api, OF_KEY, type Operation } from "./operation.ts";
import { documentedStyle } from "./refusals.ts";

const asked = {
  dateFrom: "2026-04-06T00:00:00.000Z",
  dateTo: "2026-04-07T00:00:00.000Z",
  resolution: "day",
  client: EXAMPLE_ASSISTANT,
};

/** An example of a series of one day. */
const oneDay = (figures: Record<string, unknown>) => ({
  ...asked,
  data: [{ date: asked.dateFrom, ...figures }],
  totals: figures,
});

const ranked = (name: string, value: number) => [{ name, value }];
const times = { averageTime: 42.5, averageDuration: 310 };
const use = { views: 40, likes: 5, dislikes: 1, triggered: { button: 12, nlp: 28 } };

const operation = (
  endpoint: Operation["endpoint"],
  id: string,
  summary: string,
  description: string,
  schema: z.ZodType,
  example: unknown,
): Operation => ({
  endpoint,
  id,
  summary,
  description,
  refusals: [
    "MISSING_PARAMETER",
    "INVALID_PARAMETER",
    "INVALID_DATE_RANGE",
    "DATA_DELETED",
    "ASSISTANT_NOT_FOUND",
    ...OF_KEY,
  ],
  answers: { 200: { description: "The figures, and what was asked.", schema, example } },
});

/** Logicdialog's analytics of a client, which is an assistant. */
export const logicdialog: Api = {
  name: "Logicdialog",
  description:
    "Sixteen analytics of a client by hour, day, week, month or quarter, as clients of Logicdialog ask for them. A `client` is an assistant's id or name. People are counted once in each bucket and once in `totals`, which is not the sum.",
  security: [{ apiKey: ["analytics:read"] }],
  style: documentedStyle,
  isLimited: true,
  operations: [
    operation(
      user,
      "getUsers",
      "Users",
      "People who were created and active.",
      models.users,
      oneDay({ active: 31, created: 12 }),
    ),
    operation(
      nlp,
      "getNlp",
      "Natural language inputs",
      "Free-text inputs with an intent and without.",
      models.inputs,
      oneDay({ matched: 57, unmatched: 8 }),
    ),
    operation(
      message,
      "getMessages",
      "Messages",
      "Messages that people sent.",
      models.messages,
      oneDay({ messages: 104 }),
    ),
    operation(
      activeChannel,
      "getActiveChannels",
      "Active channels",
      "Active people by channel.",
      models.channels,
      oneDay({ channels: ranked("WebChat", 31) }),
    ),
    operation(
      messageGroups,
      "getMessageGroups",
      "Message groups",
      "People's messages by topic.",
      models.topics,
      oneDay({ topics: ranked("Delivery", 19) }),
    ),
    operation(
      sentiment,
      "getSentiment",
      "Sentiment",
      "Conversations that started, by the sentiment of their latest analysis.",
      models.sentiments,
      oneDay({ positive: 20, negative: 3, neutral: 8 }),
    ),
    operation(
      events,
      "getEvents",
      "Events",
      "Events of the bot by name.",
      models.events,
      oneDay({ events: ranked("handover", 4) }),
    ),
    operation(
      userDetail,
      "getUserDetail",
      "User detail",
      "Active people by channel, country, language and rating, over the whole range.",
      models.details,
      {
        ...asked,
        channel: ranked("WebChat", 31),
        country: ranked("GB", 31),
        language: ranked("en", 31),
        rating: ranked("5", 31),
      },
    ),
    operation(
      response,
      "getResponses",
      "Responses",
      "How often each response was shown, liked and disliked, and what triggered it, over the whole range.",
      models.responses,
      { ...asked, data: [{ response: "Opening hours", ...use }], totals: use },
    ),
    operation(
      urlTracking,
      "getUrlTracking",
      "URL tracking",
      "Clicks on links in responses.",
      models.urls,
      oneDay({ urls: ranked("https://acme.com/shoe", 9) }),
    ),
    operation(
      blocks,
      "getBlocks",
      "Blocks",
      "Responses shown, by name.",
      models.blocks,
      oneDay({ responses: ranked("Opening hours", 40) }),
    ),
    operation(
      intervention,
      "getInterventions",
      "Interventions",
      "Interventions of live agents that started.",
      models.interventions,
      oneDay({ interventions: 6 }),
    ),
    operation(
      interventionDetail,
      "getInterventionDetail",
      "Intervention detail",
      "Interventions that started, by channel, topic and outcome.",
      models.interventionDetails,
      oneDay({ channel: ranked("WebChat", 6), topic: ranked("Delivery", 6), outcome: ranked("solved", 6) }),
    ),
    operation(
      averageTime,
      "getInterventionTimes",
      "Intervention times",
      "The average time until an intervention was accepted, and how long it lasted.",
      models.interventionTimes,
      oneDay(times),
    ),
    operation(
      agentTimes,
      "getInterventionTimesByAgent",
      "Intervention times by agent",
      "The same of each agent.",
      models.agentTimes,
      oneDay({ agents: [{ agent: "Ann", ...times }] }),
    ),
    operation(
      activeUserLanguage,
      "getActiveLanguages",
      "Active languages",
      "Active people by language.",
      models.languages,
      oneDay({ languages: ranked("en", 31) }),
    ),
  ],
};
