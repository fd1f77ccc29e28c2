import type { Context } from "@netlify/functions";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import cronRetention from "../../netlify/functions/cron-retention.ts";
import { clock } from "../../src/clock.ts";
import { rollUp } from "../../src/rollup/roll-up.ts";
import { logLines } from "../support/log-lines.ts";
import { EVENTS, logged } from "../support/logging.ts";
import { CONVERSATION_REPORTS, REPORTS } from "../support/reporting.ts";
import { batch, pageView, times, visitor, widgetEvent } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

/** With rows kept for 31 days, those of 10 March are the first. */
const TODAY = "2026-04-10";
const FIRST_KEPT = "2026-03-10";
const DAYS = ["2026-03-07", "2026-03-08", "2026-03-09", FIRST_KEPT, "2026-04-08"];
const ALL = { start_date: "2026-03-01", end_date: "2026-04-10" };

let stack: Stack;
let account: Account;
let assistant: string;
let key: string;
const { now } = clock;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  clock.now = () => new Date(`${TODAY}T12:00:00Z`);
  account = await stack.newAccount();
  await keepFor(31);
  assistant = await stack.newAssistant(account);
  key = await stack.newKey(account, { scopes: ["analytics:read", "events:write"] });
});
afterEach(async () => {
  clock.now = now;
  await stack.execute("delete from public.assistants");
});

const keepFor = (days: number) =>
  stack.execute("update public.accounts set retention_days = $2 where id = $1::text::uuid", [
    account.id,
    String(days),
  ]);

/** On each day two visitors, one of whom comes every day, and a conversation with a message. */
async function record(days = DAYS): Promise<void> {
  for (const [index, day] of days.entries()) {
    for (const who of [visitor(1), visitor(100 + index)]) {
      await stack.record(
        batch(assistant, who, [
          pageView(`${day}T08:00:00.000Z`, "/", { source: "google", medium: "organic", seconds: 30 }),
          widgetEvent(`${day}T08:01:00.000Z`, "widget_open", "/"),
        ]),
      );
    }
    await report([
      logged("conversation.started", { conversation_id: `c-${day}`, user: "u1", at: `${day}T09:00:00Z` }),
      logged("message", {
        ...{ conversation_id: `c-${day}`, sender: "CUSTOMER", text: "Hello" },
        at: `${day}T09:00:00Z`,
      }),
    ]);
  }
}

const report = async (events: Record<string, unknown>[]) =>
  (
    await stack.request(EVENTS, {
      method: "POST",
      key,
      body: JSON.stringify(events.map((event) => ({ ...event, assistant_id: assistant }))),
    })
  ).body;

/** Runs the function as Netlify does, and gives what it answered and logged. */
async function run() {
  const log = logLines();
  const response = await cronRetention(new Request("https://example.com/.netlify/functions/cron-retention"), {
    requestId: "of-a-test",
  } as Context);
  return { status: response.status, body: await response.json(), log };
}

const get = (name: string, parameters: Record<string, string> = {}) =>
  stack.get(`/api/v1/analytics/${name}`, { assistant_id: assistant, ...ALL, ...parameters }, key);

/** Rows of single people and events that are older than the first day that is kept, by table. */
async function oldRows(): Promise<Record<string, number>> {
  const times = {
    page_views: "viewed_at",
    sessions: "ended_at",
    widget_events: "occurred_at",
    stays: "day",
    lineups: "first_day",
    lineup_keys: "first_day",
    lineup_visitors: "first_day",
    bitmaps: "first_day",
    conversations: "started_at",
    conversation_days: "day",
    conversation_changes: "changed_at",
    messages: "sent_at",
    message_texts: "sent_on",
    visitor_events: "occurred_at",
    logged_events: "happened_on",
  };
  const found = await stack.execute(
    Object.entries(times)
      .map(
        ([table, time]) =>
          `select '${table}' as name, count(*)::integer as rows from analytics.${table} where ${time} < '${FIRST_KEPT}'`,
      )
      .join(" union all "),
  );
  return Object.fromEntries(
    found.flatMap(({ name, rows }) => (rows === 0 ? [] : [[String(name), Number(rows)]])),
  );
}

describe("rows that are older than the account keeps them", () => {
  test("are deleted, and totals of their days stay as they were to the byte", async () => {
    await record();
    await rollUp();
    const asked = ["overview", "pageviews", "pages", "traffic-sources", "geography", "devices"]
      .map((name) => [name, {}] as const)
      .concat([["pageviews", { granularity: "hour", end_date: "2026-03-12" }]] as never)
      .concat(
        CONVERSATION_REPORTS.filter((name) => name !== "purchases").map(
          (name) => [name, {}] as const,
        ) as never,
      );
    const answers = () => Promise.all(asked.map(async ([name, more]) => (await get(name, more)).body));
    const before = await answers();
    expect(JSON.stringify(before)).toContain('"total_unique_visitors":6');
    expect(await oldRows()).toMatchObject({
      page_views: 6,
      sessions: 6,
      stays: 6,
      lineups: 5,
      messages: 3,
      conversations: 3,
    });

    const { status, body, log } = await run();
    expect(status).toBe(200);
    expect(body).toEqual({ sealed: 1, forgotten: expect.any(Number), pending: false });
    expect(log).toMatchObject([{ level: "info", ...Object(body) }]);
    expect(await oldRows()).toEqual({});
    expect(await answers()).toEqual(before);
    expect((await run()).body).toEqual({ sealed: 0, forgotten: 0, pending: false });
  });

  test("stay as long as a day before them is not rolled up", async () => {
    await record();
    expect((await run()).body).toMatchObject({ sealed: 0 });
    expect(await oldRows()).toMatchObject({ page_views: 6, messages: 3 });
  });

  test("stay with a session and a conversation that went on into the first day that is kept", async () => {
    const views = [pageView("2026-03-09T23:50:00.000Z", "/"), pageView(`${FIRST_KEPT}T00:10:00.000Z`, "/b")];
    await stack.record(batch(assistant, visitor(1), views));
    await report([
      logged("conversation.started", {
        conversation_id: "c1",
        user: "u1",
        channel: "WebChat",
        at: "2026-03-01T09:00:00Z",
      }),
      logged("message", { conversation_id: "c1", sender: "CUSTOMER", at: `${FIRST_KEPT}T09:00:00Z` }),
    ]);
    await rollUp();
    const range = { start_date: FIRST_KEPT, end_date: FIRST_KEPT };
    const asked = () =>
      Promise.all(["pageviews", "pages", "channels"].map(async (name) => (await get(name, range)).body));
    const before = await asked();
    await run();
    expect(await oldRows()).toEqual({ conversations: 1, conversation_changes: 1 });
    expect(await asked()).toEqual(before);
    await stack.execute("select analytics.reopen(key, '{[2020-01-01,2030-01-01)}') from public.assistants");
    expect(await asked()).toEqual(before);
  });

  test("are deleted in calls of which each commits some", async () => {
    await record(times(31, (day) => `2026-02-${String((day % 28) + 1).padStart(2, "0")}`));
    await rollUp();
    const [{ answer } = {}] = await stack.execute(
      "select public.forget_old($1::text::timestamptz, 0) as answer",
      [clock.now().toISOString()],
    );
    expect(answer).toEqual({ sealed: 1, forgotten: 0, pending: true });
    expect((await oldRows())["page_views"]).toBe(62);
    expect((await run()).body).toMatchObject({ sealed: 0, pending: false });
    expect(await oldRows()).toEqual({});
  });

  test("are those of each account by its own number of days", async () => {
    await keepFor(395);
    await record();
    await rollUp();
    expect((await run()).body).toMatchObject({ sealed: 0, pending: false });
    expect(await oldRows()).toMatchObject({ page_views: 6, sessions: 6, messages: 3 });
  });
});

describe("after rows were deleted", () => {
  beforeEach(async () => {
    await record();
    await rollUp();
    await run();
  });

  test.each([
    ...["sessions", "widget-events", "funnel", "entry-pages", "exit-pages", "purchases"].map((name) => [
      name,
      {},
    ]),
    ...["overview", "pageviews", "pages", "devices"].map((name) => [name, { country: "GB" }]),
    ...["overview", "pageviews", "pages", "geography"].map((name) => [name, { timezone: "Europe/Berlin" }]),
    ["conversations", { timezone: "Europe/Berlin" }],
    ["overview", { start_date: FIRST_KEPT, compare: "previous", country: "GB" }],
  ] as [string, Record<string, string>][])(
    "%s with %o says from which day on it can be asked for",
    async (name, more) => {
      const { status, body } = await get(name, more);
      expect(status).toBe(400);
      expect(body).toEqual({
        error: {
          code: "DATA_DELETED",
          message:
            "What was recorded before 2026-03-10 has been deleted, and only totals of it remain; this report can begin on 2026-03-10",
          status: 400,
        },
      });
    },
  );

  test("every report of the days that are kept is answered, and so are others than that of people in any zone", async () => {
    for (const name of [...REPORTS, ...CONVERSATION_REPORTS]) {
      for (const more of [{}, ...(REPORTS.includes(name) ? [{ country: "GB" }] : [])]) {
        expect([name, (await get(name, { start_date: FIRST_KEPT, ...more })).status]).toEqual([name, 200]);
      }
    }
    expect((await get("conversation-hours", { timezone: "Europe/Berlin" })).status).toBe(200);
  });

  test("events from before are refused, and change nothing", async () => {
    const answer = await stack.record(
      batch(assistant, visitor(5), [
        pageView("2026-03-09T23:59:59.999Z", "/late"),
        pageView(`${FIRST_KEPT}T00:00:00.000Z`, "/kept"),
      ]),
    );
    expect(answer).toMatchObject({ status: 202, accepted: 1, duplicates: 0, kept_from: FIRST_KEPT });
    const late = logged("message", { conversation_id: "c9", sender: "CUSTOMER", at: "2026-03-09T23:59:59Z" });
    expect(await report([late, { ...late, id: "kept", at: `${FIRST_KEPT}T00:00:00Z` }])).toEqual({
      accepted: 1,
      duplicates: 0,
      refused: [
        {
          index: 0,
          id: late.id,
          reason: "at: expected a time from the first day on of which rows are kept, which is 2026-03-10",
        },
      ],
    });
    expect(await oldRows()).toEqual({});
    await rollUp();
    expect((await get("pageviews", { end_date: "2026-03-09" })).body.summary.total_pageviews).toBe(6);
  });

  test("a person who came before is not new", async () => {
    const people = async () =>
      (
        await stack.get(
          "/api/agent/analytics/user",
          { client: assistant, dateFrom: "2026-03-01", dateTo: TODAY, resolution: "day" },
          key,
        )
      ).body.totals;
    expect(await people()).toEqual({ created: 1, active: 1 });
    await stack.execute("update analytics.log_days set rolled = false where day >= $1::text::date", [
      FIRST_KEPT,
    ]);
    await rollUp();
    const since = { client: assistant, dateFrom: FIRST_KEPT, dateTo: TODAY, resolution: "day" };
    expect((await stack.get("/api/agent/analytics/user", since, key)).body.totals).toEqual({
      created: 0,
      active: 1,
    });
  });
});

describe("visitors of a range that begins before the rows that are kept", () => {
  const ago = (days: number) => new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10);
  const view = (who: number, day: string) =>
    stack.record(batch(assistant, visitor(who), [pageView(`${day}T08:00:00.000Z`, "/")]));

  beforeEach(async () => {
    await keepFor(395);
    for (const days of [500, 394, 200, 30]) await view(1, ago(days));
    await view(2, ago(30));
    await rollUp();
    await run();
  });

  test("are exact by default, also where a day of the last thirty is rolled up anew", async () => {
    await view(3, ago(30));
    await rollUp();
    const year = { start_date: ago(394), end_date: ago(30) };
    expect((await get("pageviews", year)).body.summary).toMatchObject({
      total_pageviews: 5,
      total_unique_visitors: 3,
    });
    const across = { start_date: ago(500), end_date: ago(200) };
    expect((await get("pageviews", across)).body.summary).toMatchObject({
      total_pageviews: 3,
      total_unique_visitors: 1,
    });
  });

  test("are refused, not guessed, where an older day had to be rolled up without knowing who had been there", async () => {
    await view(4, ago(200));
    const across = { start_date: ago(500), end_date: ago(200) };
    for (const _ of ["not rolled up", "rolled up"]) {
      expect((await get("pageviews", across)).body.error).toMatchObject({ code: "DATA_DELETED" });
      expect((await get("devices", across)).status).toBe(200);
      const since = { start_date: ago(395), end_date: ago(200) };
      expect((await get("pageviews", since)).body.summary.total_unique_visitors).toBe(2);
      await rollUp();
    }
  });
});

describe("texts of messages", () => {
  const texts = async () => (await stack.execute("select text from analytics.message_texts")).length;
  const said = (at: string) =>
    logged("message", { conversation_id: "c1", sender: "CUSTOMER", text: "Hello", at });

  test("are not stored unless the assistant keeps them, and then for thirty days", async () => {
    const [{ id } = {}] = await stack.execute(
      "insert into public.assistants (account_id, name, website_url) values ($1::text::uuid, 'Other', 'https://other.example') returning id",
      [account.id],
    );
    const events = [said("2026-03-11T23:59:59Z"), said("2026-03-12T00:00:00Z")];
    const body = JSON.stringify(events.map((event) => ({ ...event, assistant_id: id })));
    expect((await stack.request(EVENTS, { method: "POST", key, body })).body.accepted).toBe(2);
    expect(await texts()).toBe(0);

    expect((await report(events)).accepted).toBe(2);
    expect(await texts()).toBe(2);
    await run();
    expect(await texts()).toBe(1);
    expect((await stack.execute("select from analytics.messages")).length).toBe(4);
    clock.now = () => new Date("2026-04-11T00:37:00Z");
    await run();
    expect(await texts()).toBe(0);
  });

  test("go when their assistant no longer keeps them", async () => {
    await report([said("2026-04-10T08:00:00Z")]);
    await stack.execute("update public.assistants set keep_message_text = false");
    await run();
    expect(await texts()).toBe(0);
  });
});
