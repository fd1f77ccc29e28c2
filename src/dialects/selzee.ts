import { z } from "zod";
import { headerKeyOrBearer } from "../auth/api-keys.ts";
import { clock } from "../clock.ts";
import type { Endpoint } from "../http/endpoint.ts";
import type { ErrorCode } from "../http/errors.ts";
import { EXAMPLE_ASSISTANT, text, wholeNumber } from "../http/parameters.ts";
import { queryEndpoint } from "../http/query-endpoint.ts";
import type { ErrorShape } from "../http/respond.ts";

const DAY = 86_400_000;
const USUAL_DAYS = 7;
const MOST_DAYS = 365;
const WANTED = `expected a whole number of days from 1 to ${MOST_DAYS}`;

export const chatbotId = text(255).meta({
  description: "The id of an assistant of this account.",
  example: EXAMPLE_ASSISTANT,
});

const parameters = z.strictObject({
  chatbot_id: chatbotId,
  timeframe: wholeNumber(1, { maximum: MOST_DAYS, default: USUAL_DAYS }, WANTED)
    .refine((days) => days >= 1 && days <= MOST_DAYS, WANTED)
    .default(USUAL_DAYS)
    .meta({ description: "Days back from now." }),
});
type Values = z.output<typeof parameters>;

const UNPROCESSABLE: ErrorCode[] = ["MISSING_PARAMETER", "INVALID_PARAMETER"];

/** `{error, details}`, and 422 for parameters. */
export const refused: ErrorShape = ({ code, status, message }) => ({
  status: UNPROCESSABLE.includes(code) ? 422 : status,
  body: { error: code, details: message },
});

const startOf = ({ timeframe }: Values, now: number) => new Date(now - timeframe * DAY).toISOString();

/** What all endpoints have in common. */
export const COMMON = {
  keyIn: headerKeyOrBearer,
  refused,
  assistant: { called: "chatbot_id", isInPath: false },
};

/** An endpoint about the days up to now, of whose report `shape` gives the figures. */
const statsEndpoint = (report: string, shape: (found: unknown) => Record<string, unknown>): Endpoint =>
  queryEndpoint({
    report,
    parameters,
    ...COMMON,
    asked: (values) => {
      const now = clock.now().getTime();
      return {
        assistant_id: values.chatbot_id,
        starts: startOf(values, now),
        ends: new Date(now).toISOString(),
      };
    },
    shape: (found, values) => {
      const now = clock.now().getTime();
      return {
        timeframe_days: values.timeframe,
        start_date: startOf(values, now).slice(0, 10),
        end_date: new Date(now).toISOString().slice(0, 10),
        ...shape(found),
      };
    },
  });

const activity = z.object({ conversations: z.int(), bot_messages: z.int(), hours: z.number() });

/** Conversations, what the bot said, and the hours it saved. */
export const overviewEndpoint = (report: "conversation_activity"): Endpoint =>
  statsEndpoint(report, (found) => {
    const { conversations, bot_messages, hours } = activity.parse(found);
    return {
      total_conversations: conversations,
      total_ai_messages: bot_messages,
      saved_hours: hours.toFixed(1),
    };
  });

const funnel = z.object({
  visitors: z.int(),
  approached: z.int(),
  opened: z.int(),
  chatted: z.int(),
  approached_percent: z.number(),
  opened_percent: z.number(),
  chatted_percent: z.number(),
});

/** The funnel of visitors. */
export const engagementEndpoint = (report: "visitor_funnel"): Endpoint =>
  statsEndpoint(report, (found) => {
    const { visitors, approached, opened, chatted, ...percent } = funnel.parse(found);
    return {
      total_users: visitors,
      total_users_approached: approached,
      total_users_opened: opened,
      total_users_chatted: chatted,
      approached_ratio: percent.approached_percent,
      opened_ratio: percent.opened_percent,
      chatted_ratio: percent.chatted_percent,
    };
  });

const popups = z.object({
  versions: z.array(
    z.object({ version: z.string(), displayed: z.int(), opened: z.int(), opened_percent: z.number() }),
  ),
  conversations: z.object({
    started: z.int(),
    from_popup: z.int(),
    from_chat_button: z.int(),
    popup_percent: z.number(),
  }),
});

/** Popups by version, and how conversations were opened. */
export const popupMetricsEndpoint = (report: "popups"): Endpoint =>
  statsEndpoint(report, (found) => {
    const { versions, conversations } = popups.parse(found);
    const { started, from_popup, from_chat_button, popup_percent } = conversations;
    return {
      metrics: versions.map(({ version, displayed, opened, opened_percent }) => ({
        popup_version: version,
        popup_displayed_count: displayed,
        popup_opened_count: opened,
        open_rate: opened_percent,
      })),
      conversations: { total: started, from_popup, from_chat_button, popup_ratio: popup_percent },
    };
  });

const group = z.object({
  visitors: z.int(),
  orders: z.int(),
  buyers_percent: z.number(),
  order_value: z.number(),
  visitor_value: z.number(),
});

const purchases = z.object({
  visitors: z.int(),
  chatted: z.int(),
  purchased: z.int(),
  chatted_purchased: z.int(),
  revenue: z.number(),
  chatted_revenue: z.number(),
  chatted_percent: z.number(),
  unchatted_percent: z.number(),
  chatted_order_value: z.number(),
  unchatted_order_value: z.number(),
  groups: z.object({ control: group, test: group }).nullable(),
});

const groupShape = ({ visitors, orders, ...values }: z.infer<typeof group>) => ({
  visitors,
  orders,
  conversion_rate: values.buyers_percent,
  aov: values.order_value,
  arpu: values.visitor_value,
});

/** Purchases with and without a chat before them, and by group where the chatbot is tested. */
export const purchasesEndpoint = (report: "purchases"): Endpoint =>
  statsEndpoint(report, (found) => {
    const { visitors, chatted, purchased, chatted_purchased, groups, ...values } = purchases.parse(found);
    return {
      total_users: visitors,
      total_users_chatted: chatted,
      total_users_purchased: purchased,
      total_users_chatted_purchased: chatted_purchased,
      total_revenue_purchased: values.revenue,
      total_revenue_chatted_purchased: values.chatted_revenue,
      conversion_rate_with_chat: values.chatted_percent,
      conversion_rate_without_chat: values.unchatted_percent,
      aov_with_chat: values.chatted_order_value,
      aov_without_chat: values.unchatted_order_value,
      ...(groups !== null && {
        ab_test: { control: groupShape(groups.control), test: groupShape(groups.test) },
      }),
    };
  });
