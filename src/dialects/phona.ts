import { z } from "zod";

const foundPopups = z.object({
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

/** Popups by version, and how conversations were opened, in the names of the product's own API. */
export function popups(found: unknown) {
  const { versions, conversations } = foundPopups.parse(found);
  return {
    data: versions.map(({ version, displayed, opened, opened_percent }) => ({
      popup_version: version,
      displayed,
      opened,
      opened_pct: opened_percent,
    })),
    conversations: {
      total: conversations.started,
      opened_by_popup: conversations.from_popup,
      opened_by_chat_button: conversations.from_chat_button,
      opened_by_popup_pct: conversations.popup_percent,
    },
  };
}

const group = z.object({
  visitors: z.int(),
  orders: z.int(),
  buyers_percent: z.number(),
  order_value: z.number(),
  visitor_value: z.number(),
});

const foundPurchases = z.object({
  visitors: z.int(),
  chatted: z.int(),
  purchased: z.int(),
  chatted_purchased: z.int(),
  unchatted_purchased: z.int(),
  revenue: z.number(),
  chatted_revenue: z.number(),
  unchatted_revenue: z.number(),
  chatted_percent: z.number(),
  unchatted_percent: z.number(),
  chatted_order_value: z.number(),
  unchatted_order_value: z.number(),
  groups: z.object({ control: group, test: group }).nullable(),
});

const ofGroup = ({ visitors, orders, ...figures }: z.infer<typeof group>) => ({
  visitors,
  orders,
  conversion_rate_pct: figures.buyers_percent,
  avg_order_value_eur: figures.order_value,
  revenue_per_visitor_eur: figures.visitor_value,
});

/** Purchases with and without a chat before, in the names of the product's own API. */
export function purchases(found: unknown) {
  const { groups, ...figures } = foundPurchases.parse(found);
  return {
    data: {
      visitors: figures.visitors,
      visitors_chatted: figures.chatted,
      buyers: figures.purchased,
      buyers_with_chat: figures.chatted_purchased,
      buyers_without_chat: figures.unchatted_purchased,
      revenue_eur: figures.revenue,
      revenue_with_chat_eur: figures.chatted_revenue,
      revenue_without_chat_eur: figures.unchatted_revenue,
      conversion_rate_with_chat_pct: figures.chatted_percent,
      conversion_rate_without_chat_pct: figures.unchatted_percent,
      avg_order_value_with_chat_eur: figures.chatted_order_value,
      avg_order_value_without_chat_eur: figures.unchatted_order_value,
    },
    ...(groups !== null && { ab_test: { control: ofGroup(groups.control), test: ofGroup(groups.test) } }),
  };
}
