import type { LogEvent } from "./logging.ts";
import { referenceLog } from "./reference-log.ts";

type Row = Record<string, unknown>;
type Range = { starts: string; ends: string };
type Rate = (currency: string, day: string) => number | undefined;

const hundredths = (value: number) => Math.round(100 * value) / 100;
const quotient = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((100 * part) / whole) / 100);
const percent = (part: number, whole: number) => quotient(100 * part, whole);
const text = (value: unknown) => (value === undefined || value === null ? undefined : String(value));

/** What is reported of purchases by its definition, from events that each came once, with times in UTC. */
export function referencePurchases(events: LogEvent[], { starts, ends }: Range, rateOf: Rate): Row {
  const isIn = (at: unknown) => String(at) >= starts && String(at) < ends;
  const conversations: Row[] = referenceLog(events).conversations;
  const talks = conversations.filter((one) => isIn(one["started_at"]));
  const visitors = new Set(
    events.filter(({ type, at }) => type === "visitor.seen" && isIn(at)).map((one) => one["user_token"]),
  );

  const seen = new Set<unknown>();
  const orders = events
    .filter(({ type }) => type === "purchase")
    .sort((one, other) => (one.at + one.id < other.at + other.id ? -1 : 1))
    .filter((one) => !seen.has(one["order_number"]) && seen.add(one["order_number"]))
    .map((one) => {
      const own = conversations.find(
        (each) =>
          text(one["conversation_id"]) !== undefined && each["conversation_id"] === one["conversation_id"],
      );
      const token = text(one["user_token"]) ?? text(own?.["user_token"]);
      const chats = talks.filter(
        (talk) => talk === own || (token !== undefined && talk["user_token"] === token),
      );
      return {
        // Those of one time are in the order of their numbers.
        order: `${one.at} ${one["order_number"]}`,
        isIn: isIn(one.at),
        buyer:
          token ??
          text(one["user"]) ??
          text(own?.["user"]) ??
          `${own === undefined ? `order ${one["order_number"]}` : `conversation ${own["conversation_id"]}`}`,
        group: token?.at(-1),
        followsChat: chats.some((chat) => String(chat["started_at"]) < one.at),
        revenue:
          Number(one["value"]) /
          (rateOf(String(one["currency"]), one.at.slice(0, 10)) ?? Number.POSITIVE_INFINITY),
      };
    });
  const purchases = orders
    .filter((one) => one.isIn)
    .map((one) => ({
      ...one,
      hasChatted: orders.some(
        (each) => each.buyer === one.buyer && each.order <= one.order && each.followsChat,
      ),
    }));

  const sold = (some: typeof purchases) => ({
    orders: some.length,
    buyers: new Set(some.map(({ buyer }) => buyer)).size,
    revenue: some.reduce((sum, one) => sum + one.revenue, 0),
  });
  const [all, chatted, unchatted] = [
    sold(purchases),
    sold(purchases.filter((one) => one.hasChatted)),
    sold(purchases.filter((one) => !one.hasChatted)),
  ];
  const withChat = new Set(purchases.filter((one) => one.hasChatted).map(({ buyer }) => buyer));
  const withoutChat = new Set(purchases.map(({ buyer }) => buyer).filter((buyer) => !withChat.has(buyer)));
  const chatters = new Set(talks.map((talk) => talk["user_token"]).filter((token) => visitors.has(token)));
  const group = (last: string) => {
    const size = [...visitors].filter((token) => String(token).endsWith(last)).length;
    const { orders, buyers, revenue } = sold(purchases.filter((one) => one.group === last));
    return {
      visitors: size,
      orders,
      buyers_percent: percent(buyers, size),
      order_value: quotient(revenue, orders),
      visitor_value: quotient(revenue, size),
    };
  };
  return {
    visitors: visitors.size,
    chatted: chatters.size,
    purchased: all.buyers,
    chatted_purchased: chatted.buyers,
    unchatted_purchased: withoutChat.size,
    revenue: hundredths(all.revenue),
    chatted_revenue: hundredths(chatted.revenue),
    unchatted_revenue: hundredths(unchatted.revenue),
    chatted_percent: percent(chatted.buyers, chatters.size),
    unchatted_percent: percent(withoutChat.size, visitors.size),
    chatted_order_value: quotient(chatted.revenue, chatted.orders),
    unchatted_order_value: quotient(unchatted.revenue, unchatted.orders),
    groups: { control: group("0"), test: group("1") },
  };
}
