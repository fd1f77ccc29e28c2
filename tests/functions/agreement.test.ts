import fc from "fast-check";
import { expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { type LogEvent, logged } from "../support/logging.ts";
import { analyzing } from "../support/seasalt.ts";
import { times } from "../support/seed.ts";

/** Two weeks, in each of which clocks change somewhere: in New York on the 8th, in Berlin on the 29th of March. */
const FIRST = "2026-03-07";
const DAYS = 24;
const LAST = "2026-03-30";
const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"];
const START = Date.parse(FIRST);
const MINUTE = 60_000;

const { stack, account, assistantId, ask, reportAll } = analyzing();

type Told = { minute: number; conversation: number; sender: string; sentiment: string };

/** What happened, by the minute, all of it well inside the days that are asked for in any zone. */
const someLog: fc.Arbitrary<Told[]> = fc.array(
  fc.record({
    minute: fc.integer({ min: 1_440, max: (DAYS - 2) * 1_440 }),
    conversation: fc.integer({ min: 0, max: 30 }),
    sender: fc.constantFrom("CUSTOMER", "CUSTOMER", "BOT", "AGENT", "SYSTEM"),
    sentiment: fc.constantFrom("positive", "negative", "neutral"),
  }),
  { minLength: 150, maxLength: 150 },
);

/** The messages, and of each conversation its start and what was found in it. */
function eventsOf(told: Told[]): LogEvent[] {
  const at = (minute: number, more = 0) => new Date(START + minute * MINUTE + more).toISOString();
  const conversations = [...new Set(told.map(({ conversation }) => conversation))];
  return [
    ...told.map(({ minute, conversation, sender }, place) =>
      logged("message", { conversation_id: `c${conversation}`, sender, at: at(minute, place) }),
    ),
    ...conversations.flatMap((conversation): LogEvent[] => {
      const own = told.filter((one) => one.conversation === conversation);
      const starts = Math.min(...own.map(({ minute }) => minute));
      return [
        logged("conversation.started", {
          ...{ conversation_id: `c${conversation}`, at: at(starts - 1), user: `u${conversation % 9}` },
          ...{ user_token: `token_of_${conversation % 7}_`, channel: `channel ${conversation % 3}` },
          opened_by: conversation % 2 === 0 ? "popup" : "chat_button",
        }),
        logged("conversation.analyzed", {
          ...{ conversation_id: `c${conversation}`, at: at(starts + 1), sentiment: own[0]?.sentiment },
        }),
      ];
    }),
  ];
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

test("the four APIs count the same conversations, messages and people, on the clocks of any zone, rolled up or not", async () => {
  clock.now = () => new Date(`${LAST}T23:59:59.999Z`);
  const key = await stack().newKey(account());
  const get = async (path: string, parameters: Record<string, string>) => {
    const answer = await stack().get(path, parameters, key);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  const [told = []] = fc.sample(someLog, 1);
  const events = eventsOf(told);
  await reportAll(events);
  const conversations = new Set(told.map(({ conversation }) => conversation)).size;

  const countEverywhere = async () => {
    const chatbot = `/api/dev/v1/chatbots/${assistantId()}/analytics`;
    const range = { start_date: FIRST, end_date: LAST };
    const overview = await get(`${chatbot}/overview`, range);
    const started = await get(`${chatbot}/conversations`, range);
    const sent = await get(`${chatbot}/messages`, range);
    const stats = { chatbot_id: assistantId(), timeframe: String(DAYS) };
    const activity = await get("/api/dashboard/analytics/stats/overview", stats);
    const popups = await get("/api/dashboard/analytics/stats/popup-metrics", stats);
    const client = { client: assistantId(), dateFrom: FIRST, dateTo: LAST };
    const agent = (endpoint: string) => get(`/api/agent/analytics/${endpoint}`, client);
    const [users, moods, own] = [await agent("user"), await agent("sentiment"), await agent("message")];
    const channels = await agent("user/detail");
    expect({
      conversations: [
        ...[overview.total_conversations, popups.conversations.total, activity.total_conversations],
        sum(started.series.map(({ count }: { count: number }) => count)),
        moods.totals.positive + moods.totals.negative + moods.totals.neutral,
      ],
      messages: [overview.total_messages, sum(sent.series.map(({ count }: { count: number }) => count))],
      bot: [activity.total_ai_messages],
      customers: [own.totals.messages, sum(own.data.map(({ messages }: { messages: number }) => messages))],
      people: [overview.unique_users, users.totals.active, users.totals.created],
      byChannel: sum(channels.country.map(({ value }: { value: number }) => value)),
    }).toEqual({
      conversations: times(5, () => conversations),
      messages: times(2, () => told.length),
      bot: [told.filter(({ sender }) => sender === "BOT").length],
      customers: times(2, () => told.filter(({ sender }) => sender === "CUSTOMER").length),
      people: times(3, () => overview.unique_users),
      byChannel: overview.unique_users,
    });

    for (const timezone of ZONES) {
      const asked = { timezone, from_date: FIRST, to_date: LAST };
      const series = await ask({ metric: "conversation_overview", time_unit: "day", ...asked });
      const trend = await ask({ metric: "activity_trend", type: "messages", time_unit: "day", ...asked });
      const breakdown = await ask({ metric: "conversation_breakdown", ...asked });
      expect({
        days: series.data.length,
        conversations: sum(series.data.map(({ count }: { count: number }) => count)),
        messages: sum(
          trend.data.map(({ date: _, ...senders }: Record<string, number>) => sum(Object.values(senders))),
        ),
        byHour: sum(Object.values(breakdown.messages_by_hour)),
        byWeekday: sum(Object.values(breakdown.messages_by_day)),
      }).toEqual({
        ...{ days: DAYS, conversations },
        ...{ messages: told.length, byHour: told.length, byWeekday: told.length },
      });
    }
  };

  await countEverywhere();
  const rolling = "select public.roll_up(now(), 60) ->> 'pending' as pending";
  expect(await stack().execute(rolling)).toEqual([{ pending: "false" }]);
  await countEverywhere();
}, 60_000);
