import type { Context } from "@netlify/functions";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import cronRollup from "../../netlify/functions/cron-rollup.ts";
import { clock } from "../../src/clock.ts";
import { rollUp } from "../../src/rollup/roll-up.ts";
import { RUN_BUDGET } from "../../src/rollup/scheduled.ts";
import { logLines } from "../support/log-lines.ts";
import { REPORTS } from "../support/reporting.ts";
import { countRolled, makeCallsSmall, rolledDays } from "../support/rollups.ts";
import { batch, pageView, times, visitor, widgetEvent } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

const PATH = "/.netlify/functions/cron-rollup";

const DAYS_OVER = ["2026-04-06", "2026-04-07", "2026-04-08", "2026-04-09"];
const TODAY = "2026-04-10";

let stack: Stack;
let account: Account;
const { now } = clock;
const setClock = (time: string) => {
  clock.now = () => new Date(time);
};

beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
});
afterAll(() => stack.stop());
beforeEach(() => setClock(`${TODAY}T12:00:00Z`));
afterEach(async () => {
  clock.now = now;
  // What is due is that of all assistants.
  await stack.execute("delete from public.assistants");
});

/** A new assistant with visitors who return, a visit across midnight and widget events, on each day. */
async function newHistory(days = [...DAYS_OVER, TODAY]): Promise<string> {
  const assistant = await stack.newAssistant(account);
  for (const [index, day] of days.entries()) {
    for (const who of times(index + 2, visitor)) {
      const events = [
        pageView(`${day}T08:00:00.000Z`, "/", { source: "google", medium: "organic", seconds: 30 }),
        widgetEvent(`${day}T08:01:00.000Z`, "widget_open", "/"),
        pageView(`${day}T08:02:00.000Z`, `/${index}`),
      ];
      await stack.record(batch(assistant, who, events));
    }
    const night = [pageView(`${day}T23:50:00.000Z`, "/late"), pageView(`${day}T00:10:00.000Z`, "/early")];
    await stack.record(batch(assistant, visitor(99), day === TODAY ? night.slice(1) : night));
  }
  return assistant;
}

/** Runs the function as Netlify does when its time has come. */
async function run() {
  const log = logLines();
  const body = JSON.stringify({ next_run: `${TODAY}T13:07:00.000Z` });
  const response = await cronRollup(new Request(`https://example.com${PATH}`, { method: "POST", body }), {
    requestId: "of-a-test",
  } as Context);
  return { status: response.status, body: await response.json(), log };
}

/** All seven reports of an assistant as text, for the whole history, one day and a part of it. */
async function allReports(assistant: string): Promise<string[]> {
  const key = await stack.newKey(account);
  const ranges = [
    ["2026-03-01", "2026-04-30"],
    ["2026-04-07", "2026-04-07"],
    ["2026-04-08", TODAY],
  ] as const;
  const answers = ranges.flatMap(([start_date, end_date]) =>
    REPORTS.map(async (report) => {
      const parameters = { assistant_id: assistant, start_date, end_date };
      const { status, body } = await stack.get(`/api/v1/analytics/${report}`, parameters, key);
      expect([report, status]).toEqual([report, 200]);
      return `${report} ${JSON.stringify(body)}`;
    }),
  );
  return Promise.all(answers);
}

describe("the function", () => {
  test("rolls up every day that is over and not the one that is not, and logs one line", async () => {
    const assistant = await newHistory();
    const { status, body, log } = await run();
    expect(await rolledDays(stack, assistant)).toEqual(DAYS_OVER);
    const rolled = await countRolled(stack);
    expect(status).toBe(200);
    expect(body).toEqual({ rolled, pending: false });
    expect(log).toEqual([
      {
        time: `${TODAY}T12:00:00.000Z`,
        level: "info",
        request_id: "of-a-test",
        endpoint: PATH,
        method: "POST",
        status: 200,
        duration_ms: expect.any(Number),
        database_ms: expect.any(Number),
        rolled,
        pending: false,
      },
    ]);
  });

  test("rolls up nothing where nothing was recorded, and nothing twice", async () => {
    expect((await run()).body).toEqual({ rolled: 0, pending: false });
    await newHistory();
    await run();
    expect((await run()).body).toEqual({ rolled: 0, pending: false });
  });

  test("rolls up a day from one hour after its end", async () => {
    const assistant = await newHistory([TODAY]);
    setClock("2026-04-11T00:59:59Z");
    expect((await run()).body).toEqual({ rolled: 0, pending: false });
    setClock("2026-04-11T01:07:00Z");
    await run();
    expect(await rolledDays(stack, assistant)).toEqual([TODAY]);
  });

  test("rolls up again a day that a late event has changed", async () => {
    const assistant = await newHistory();
    await run();
    const late = pageView("2026-04-07T15:00:00.000Z", "/late");
    await stack.record(batch(assistant, visitor(1), [late]));
    expect(await rolledDays(stack, assistant)).not.toContain("2026-04-07");
    expect((await run()).body).toMatchObject({ pending: false });
    expect(await rolledDays(stack, assistant)).toEqual(DAYS_OVER);
  });

  test("changes no byte of any report", async () => {
    const assistant = await newHistory();
    const before = await allReports(assistant);
    expect(before.join()).toContain('"total_pageviews":49');
    await run();
    expect(await allReports(assistant)).toEqual(before);
  });

  test("has no URL where it could be called, as on a deployed site", async () => {
    expect((await fetch(`${stack.url}${PATH}`, { method: "POST" })).status).toBe(404);
  });
});

describe("what one run does not finish", () => {
  test("is left when the time is used, and done by the next", async () => {
    await newHistory();
    await makeCallsSmall(stack);
    // Half of the time passes from one look at the clock to the next, of which there is one after each call.
    let time = Date.parse(`${TODAY}T12:00:00Z`);
    clock.now = () => {
      time += RUN_BUDGET / 2;
      return new Date(time);
    };
    const { status, log } = await run();
    expect(status).toBe(200);
    expect(log).toMatchObject([{ endpoint: PATH, rolled: 2, pending: true }]);
    expect(await countRolled(stack)).toBe(2);

    setClock(`${TODAY}T13:00:00Z`);
    expect((await run()).log).toMatchObject([{ endpoint: PATH, pending: false }]);
    expect(await rolledDays(stack)).toEqual(DAYS_OVER);
  });

  test("after days of absence is done by runs that each go on where the last one ended", async () => {
    const assistants = [await newHistory(), await newHistory()];
    const before = await Promise.all(assistants.map(allReports));
    const runs = [];
    do {
      // The least that a run does, which is one period.
      runs.push(await rollUp({ budget: 0, seconds: 0 }));
      expect(await countRolled(stack)).toBe(runs.length);
    } while (runs.at(-1)?.pending);
    expect(runs.map(({ rolled }) => rolled)).toEqual(runs.map(() => 1));
    expect(runs.length).toBeGreaterThanOrEqual(2 * DAYS_OVER.length);
    for (const [index, assistant] of assistants.entries()) {
      expect(await rolledDays(stack, assistant)).toEqual(DAYS_OVER);
      expect(await allReports(assistant)).toEqual(before[index]);
    }
  });

  test("stays with the run that is at it: the other one ends without waiting and without failing", async () => {
    await newHistory();
    const sql = postgres(stack.database, { max: 1 });
    try {
      await sql.begin(async (transaction) => {
        const at = clock.now().toISOString();
        const [row] = await transaction`select public.roll_up(${at}, 60) as answer`;
        expect(row?.["answer"]).toMatchObject({ pending: false });
        const { status, body } = await run();
        expect([status, body]).toEqual([200, { rolled: 0, pending: true }]);
      });
    } finally {
      await sql.end();
    }
    expect(await rolledDays(stack)).toEqual(DAYS_OVER);
  });

  test("is shared by runs at the same time, each period rolled up by one of them", async () => {
    const assistants = await Promise.all(times(4, () => newHistory()));
    const before = await Promise.all(assistants.map(allReports));
    // Each call does the least, so that the runs meet at every period.
    const runs = await Promise.all(times(3, () => rollUp({ seconds: 0 })));
    expect(runs.reduce((sum, { rolled }) => sum + rolled, 0)).toBe(await countRolled(stack));
    expect(runs.some(({ pending }) => !pending)).toBe(true);
    for (const [index, assistant] of assistants.entries()) {
      expect(await rolledDays(stack, assistant)).toEqual(DAYS_OVER);
      expect(await allReports(assistant)).toEqual(before[index]);
    }
  });
});

describe("a failure of the database", () => {
  afterEach(() => stack.execute("drop trigger if exists failing on analytics.periods"));

  test("is answered with 503 and logged without a word of what was recorded; what was done stays", async () => {
    await newHistory();
    expect(await rollUp({ budget: 0, seconds: 0 })).toEqual({ rolled: 1, pending: true });
    await stack.execute(`
      create or replace function analytics.fail() returns trigger language plpgsql as $$
      begin raise exception 'visitor % of 203.0.113.7 saw /late', '00000000000000ff'; end $$;
      create trigger failing before insert or update on analytics.periods execute function analytics.fail();
    `);
    const { status, body, log } = await run();
    expect([status, body]).toEqual([
      503,
      {
        error: { code: "UNAVAILABLE", message: expect.stringContaining("retry in 10 seconds"), status: 503 },
      },
    ]);
    expect(log).toMatchObject([
      {
        level: "error",
        request_id: "of-a-test",
        endpoint: PATH,
        status: 503,
        error: { name: "DatabaseError", code: expect.any(String), at: expect.any(Array) },
      },
    ]);
    expect(JSON.stringify(log)).not.toMatch(/00000000000000ff|203\.0\.113\.7|\/late|ast_/);
    // The day's page views before, and its log, which the failure does not touch.
    expect(await countRolled(stack)).toBe(2);
  });
});
