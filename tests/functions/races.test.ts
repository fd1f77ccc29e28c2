import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { EVENTS, logged } from "../support/logging.ts";
import { batch, pageView, times, visitor } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";
import { TRACK } from "../support/tracking.ts";

const DAYS = times(8, (index) => `2026-04-${10 + index}`);
const RANGE = { start_date: "2026-04-10", end_date: "2026-04-17" };
const TODAY = { start_date: "2026-04-17", end_date: "2026-04-17" };
const WRITERS = 6;
const VISITS = 20;
const ERASED = visitor(99);

const NOW = Date.parse("2026-04-17T12:00:00.000Z");

let stack: Stack;
let account: Account;
const { now } = clock;
beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
  clock.now = () => new Date(NOW);
});
afterAll(async () => {
  clock.now = now;
  await stack.stop();
});

const BROWSER = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };

/** Posts the same beacon so many times at once. */
const beacon = (assistant_id: string, event: Record<string, unknown>) =>
  stack.request(TRACK, {
    method: "POST",
    headers: BROWSER,
    body: JSON.stringify({
      ...{ assistant_id, visitor_id: "v_00000000000000aa", sent_at: NOW },
      events: [{ type: "page_view", at: NOW, url: "https://acme.com/", ...event }],
    }),
  });

const sums = (answers: { body: { accepted: number; duplicates: number } }[]) => ({
  accepted: answers.reduce((sum, { body }) => sum + body.accepted, 0),
  duplicates: answers.reduce((sum, { body }) => sum + body.duplicates, 0),
});

/** A report of an assistant, as often as it takes. */
async function ask(report: string, assistant_id: string, range: Record<string, string> = RANGE) {
  await stack.execute("delete from analytics.rate_limits");
  const parameters = { assistant_id, ...range };
  const { status, body } = await stack.get(`/api/v1/analytics/${report}`, parameters, account.token);
  expect(status).toBe(200);
  return body;
}

describe("at the same time", () => {
  test("a beacon that is sent 50 times counts once", async () => {
    const [assistant, id] = [await stack.newAssistant(account), randomUUID()];
    const answers = await Promise.all(times(50, () => beacon(assistant, { id })));
    expect(sums(answers)).toEqual({ accepted: 1, duplicates: 49 });
    const { data, summary } = await ask("pageviews", assistant, TODAY);
    expect([data.length, summary.total_pageviews]).toEqual([1, 1]);
  });

  test("an event that is reported 50 times counts once", async () => {
    const assistant_id = await stack.newAssistant(account);
    const key = await stack.newKey(account, { scopes: ["events:write"] });
    const at = `${DAYS[0]}T10:00:00Z`;
    const body = JSON.stringify([
      logged("conversation.started", { assistant_id, conversation_id: "c1", at }),
    ]);
    const answers = await Promise.all(times(50, () => stack.request(EVENTS, { method: "POST", key, body })));
    expect(sums(answers)).toEqual({ accepted: 1, duplicates: 49 });
    expect((await ask("conversations", assistant_id)).summary).toMatchObject({ total_conversations: 1 });
  });

  test("two beacons of one visitor make one session", async () => {
    for (const _ of times(10, Number)) {
      const assistant = await stack.newAssistant(account);
      const answers = await Promise.all(times(2, () => beacon(assistant, { id: randomUUID() })));
      expect(sums(answers)).toEqual({ accepted: 2, duplicates: 0 });
      const { data } = await ask("sessions", assistant, TODAY);
      expect(data.map(({ pages_viewed: pages }: { pages_viewed: number }) => pages)).toEqual([2]);
    }
  });

  test("recording, rolling up and erasing never make a report wrong, while they run and after", async () => {
    const assistant = await stack.newAssistant(account);
    const sql = postgres(stack.database, { max: WRITERS + 2 });
    onTestFinished(() => sql.end());
    const record = (who: string, events: ReturnType<typeof pageView>[]) =>
      sql`select public.record_events(${JSON.stringify(batch(assistant, who, events))}::text::jsonb)`;
    const counted = { begun: 0, done: 0 };
    const write = async (writer: number) => {
      for (const number of times(VISITS, Number)) {
        const events = DAYS.map((on) =>
          pageView(`${on}T${10 + (number % 10)}:0${writer}:00.000Z`, `/${number % 3}`),
        );
        counted.begun += events.length;
        await record(visitor(writer), events);
        counted.done += events.length;
      }
    };
    let isWriting = true;
    const rollUp = async () => {
      while (isWriting) {
        await sql`select public.roll_up(now(), 0)`;
      }
    };
    // What is erased is recorded beside all else, and counts for nobody else at any time.
    const erase = async () => {
      for (const on of times(VISITS, (number) => DAYS[number % DAYS.length])) {
        await record(ERASED, [pageView(`${on}T09:00:00.000Z`, "/erased")]);
        await sql`
          select analytics.erase_person(key, ${`v_${ERASED}`})
          from public.assistants where id = ${assistant}`;
      }
    };
    const wrong: unknown[] = [];
    const read = async () => {
      for (; isWriting; ) {
        const least = counted.done;
        const { data } = await ask("pages", assistant);
        const rows: { page_url: string; pageviews: number }[] = data;
        const others = rows.filter(({ page_url: url }) => !url.endsWith("/erased"));
        const views = others.reduce((sum, { pageviews }) => sum + pageviews, 0);
        views < least || views > counted.begun ? wrong.push([least, views, counted.begun]) : undefined;
      }
    };
    const running = [rollUp(), rollUp(), read()];
    await Promise.all([...times(WRITERS, write), erase()]);
    isWriting = false;
    await Promise.all(running);
    expect(wrong).toEqual([]);

    const all = async () =>
      Promise.all(["pageviews", "pages", "overview", "devices"].map((one) => ask(one, assistant)));
    await sql`select public.roll_up(now(), 60)`;
    const rolled = await all();
    expect(rolled[0].summary).toMatchObject({
      total_pageviews: WRITERS * VISITS * DAYS.length,
      total_unique_visitors: WRITERS,
    });
    // The same from what was recorded, without any rollup.
    await sql`
      select analytics.reopen(key, datemultirange(daterange(${RANGE.start_date}, ${RANGE.end_date}, '[]')))
      from public.assistants where id = ${assistant}`;
    expect(await all()).toEqual(rolled);
  });
});
