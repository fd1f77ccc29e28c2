import { z } from "zod";
import * as popups from "../../netlify/functions/analytics-popups.ts";
import * as purchases from "../../netlify/functions/analytics-purchases.ts";
import { OF_LOG } from "./conversations.ts";
import { amount, count, percent } from "./figures.ts";
import type { Operation } from "./operation.ts";

const euros = (of: string) => amount(`${of}, in euros at the rates of the day, to the cent.`);

const group = z.strictObject({
  visitors: count("Visitors of the group."),
  orders: count("Their orders."),
  conversion_rate_pct: percent("Buyers ÷ visitors", 2),
  avg_order_value_eur: euros("Revenue ÷ orders"),
  revenue_per_visitor_eur: euros("Revenue ÷ visitors"),
});

const exampleGroup = {
  visitors: 250,
  orders: 11,
  conversion_rate_pct: 4.4,
  avg_order_value_eur: 61.2,
  revenue_per_visitor_eur: 2.69,
};

/** What popups and conversations led to. */
export const sales: Operation[] = [
  {
    endpoint: popups,
    id: "getPopups",
    summary: "Popups",
    description: "Popups by version, and how the conversations that started were opened.",
    refusals: OF_LOG,
    answers: {
      200: {
        description: "The versions in the order of their names, and the conversations.",
        schema: z.strictObject({
          data: z.array(
            z.strictObject({
              popup_version: z.string().describe("`unknown` where none was named."),
              displayed: count("How often it was shown."),
              opened: count("How often it was opened."),
              opened_pct: percent("Opened ÷ displayed", 2),
            }),
          ),
          conversations: z.strictObject({
            total: count("Conversations that started in the range."),
            opened_by_popup: count("Those that a popup opened."),
            opened_by_chat_button: count("Those that the chat button opened."),
            opened_by_popup_pct: percent("Those that a popup opened ÷ all", 2),
          }),
        }),
        example: {
          data: [{ popup_version: "v2", displayed: 400, opened: 72, opened_pct: 18 }],
          conversations: {
            total: 62,
            opened_by_popup: 31,
            opened_by_chat_button: 12,
            opened_by_popup_pct: 50,
          },
        },
      },
    },
  },
  {
    endpoint: purchases,
    id: "getPurchases",
    summary: "Purchases",
    description:
      "Visitors, buyers and revenue, with a conversation that started in the range before the purchase, and without. An order counts once, by its first event.",
    refusals: OF_LOG,
    answers: {
      200: {
        description: "The figures.",
        schema: z.strictObject({
          data: z.strictObject({
            visitors: count("Visitors, by their token."),
            visitors_chatted: count("Visitors with a conversation that started in the range."),
            buyers: count("Different people who bought."),
            buyers_with_chat: count("Those who bought after a conversation."),
            buyers_without_chat: count("Those who did not."),
            revenue_eur: euros("Revenue of all purchases"),
            revenue_with_chat_eur: euros("Revenue of purchases after a conversation"),
            revenue_without_chat_eur: euros("Revenue of all others"),
            conversion_rate_with_chat_pct: percent("Buyers after a conversation ÷ visitors who chatted", 2),
            conversion_rate_without_chat_pct: percent("Buyers without one ÷ all visitors", 2),
            avg_order_value_with_chat_eur: euros("Average order after a conversation"),
            avg_order_value_without_chat_eur: euros("Average order without one"),
          }),
          ab_test: z
            .strictObject({ control: group, test: group })
            .optional()
            .describe("By group, where the assistant's A/B test is on."),
        }),
        example: {
          data: {
            visitors: 500,
            visitors_chatted: 60,
            buyers: 26,
            buyers_with_chat: 6,
            buyers_without_chat: 20,
            revenue_eur: 1591.2,
            revenue_with_chat_eur: 412.5,
            revenue_without_chat_eur: 1178.7,
            conversion_rate_with_chat_pct: 10,
            conversion_rate_without_chat_pct: 4,
            avg_order_value_with_chat_eur: 68.75,
            avg_order_value_without_chat_eur: 58.94,
          },
          ab_test: { control: exampleGroup, test: exampleGroup },
        },
      },
    },
  },
];
