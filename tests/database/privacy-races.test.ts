import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { batch, pageView, times, visitor } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

/** With rows kept for 31 days, those of 10 March are the first. */
const TODAY = "2026-04-10T12:00:00Z";
const OLD_DAYS = times(8, (day) => `2026-03-0${day + 1}`);
const ERASED = times(6, (number) => visitor(500 + number));

let stack: Stack;
let sql: postgres.Sql;
let account: Account;
let assistant: string;
beforeAll(async () => {
  stack = await startStack();
  sql = postgres(stack.database, { max: 12, onnotice: () => undefined });
  account = await stack.newAccount();
  assistant = await stack.newAssistant(account);
  await sql`update public.accounts set retention_days = 31 where id = ${account.id}::uuid`;
});
afterAll(async () => {
  await sql.end();
  await stack.stop();
});

const record = async (who: string, views: string[]): Promise<{ accepted: number; duplicates: number }> => {
  const events = views.map((at) => pageView(at, "/"));
  const [row] = await sql`
    select public.record_events(${JSON.stringify(batch(assistant, who, events))}::text::jsonb) as answer`;
  return row?.["answer"];
};

let calls = 0;

/** The page views of some days, or that they can't be told any more. */
async function viewsOf(
  first: string,
  last: string,
  filter: Record<string, string> = {},
): Promise<number | string> {
  const asked = { assistant_id: assistant, start_date: first, end_date: last, granularity: "day", ...filter };
  const minute = new Date(Date.UTC(2026, 0, 1, 0, calls++)).toISOString();
  const [row] = await sql`select public.query_report(
    '00', 'pageviews', ${JSON.stringify(asked)}::text::jsonb, 'x', ${minute}::text::timestamptz, ${account.id}::uuid
  ) as answer`;
  const { status, reason, body } = row?.["answer"] ?? {};
  return status === 200 ? JSON.parse(body).summary.total_pageviews : `${status} ${reason}`;
}

/** Does something again and again, until all others that end by themselves have. */
async function meanwhile(ending: Promise<unknown>[], going: (() => Promise<unknown>)[]): Promise<void> {
  let isOver = false;
  const loops = going.map(async (step) => {
    while (!isOver) await step();
  });
  try {
    await Promise.all(ending);
  } finally {
    isOver = true;
  }
  await Promise.all(loops);
}

/** Of the days that are sealed and of those that are kept: of both at once, visitors could not be told any more. */
const allViews = async () =>
  Number(await viewsOf("2026-03-01", "2026-03-09")) + Number(await viewsOf("2026-03-10", "2026-03-31"));

const rollUp = () => sql`select public.roll_up(${TODAY}::text::timestamptz, 0) as answer`;
const forget = () => sql`select public.forget_old(${TODAY}::text::timestamptz, 0)`;

test("recording, rolling up, retention and erasure at once never yield a wrong report, and lose and double nothing", async () => {
  for (const day of OLD_DAYS) {
    for (const who of times(10, visitor)) await record(who, [`${day}T10:00:00.000Z`]);
  }
  for (const who of ERASED) {
    await record(
      who,
      ["10", "11", "12"].map((hour) => `2026-03-20T${hour}:00:00.000Z`),
    );
  }
  for (let pending = true; pending; ) {
    pending = (await rollUp())[0]?.["answer"].pending;
  }
  let accepted = 0;
  const writer = async (number: number) => {
    for (const step of times(60, (index) => index)) {
      const day = ["2026-03-09", "2026-03-10", "2026-03-25"][step % 3];
      const answer = await record(visitor(100 + ((number * 7 + step) % 20)), [
        `${day}T${String(step % 24).padStart(2, "0")}:${10 + number}:00.000Z`,
      ]);
      accepted += answer.accepted;
    }
  };
  const eraser = async () => {
    for (const who of ERASED) {
      await sql`select analytics.erase_person(key, ${`v_${who}`}) from public.assistants where id = ${assistant}`;
      await rollUp();
    }
  };
  let left = 3 * ERASED.length;
  const told = new Set<number | string>();
  await meanwhile(
    [writer(0), writer(1), writer(2), eraser()],
    [
      rollUp,
      forget,
      forget,
      async () => expect(await viewsOf("2026-03-01", "2026-03-08")).toBe(80),
      async () => {
        const views = await viewsOf("2026-03-01", "2026-03-08", { country: "GB" });
        told.add(views);
        expect([80, "400 retention"]).toContain(views);
      },
      async () => {
        const views = Number(await viewsOf("2026-03-20", "2026-03-20"));
        expect([views % 3, views <= left]).toEqual([0, true]);
        left = views;
      },
    ],
  );
  for (const step of times(40, () => (async () => [await rollUp(), await forget()])())) await step;
  expect(told).toContain("400 retention");
  expect(await viewsOf("2026-03-20", "2026-03-20")).toBe(0);
  expect(await allViews()).toBe(80 + accepted);
  const [rows] = await sql`
    select (select count(*)::integer from analytics.page_views where viewed_on < kept_from) as old,
      kept_from::text, cleared_until::text
    from analytics.retention`;
  expect(rows).toEqual({ old: 0, kept_from: "2026-03-10", cleared_until: "2026-03-10" });
  await sql`select analytics.reopen(key, '{[2020-01-01,2030-01-01)}') from public.assistants`;
  expect(await allViews()).toBe(80 + accepted);
}, 90_000);
