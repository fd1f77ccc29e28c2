import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { batch, pageView, times, visitor, widgetEvent } from "../support/seed.ts";
import { type Stack, startStack } from "../support/stack.ts";

const WRITERS = 20;
const ROUNDS = 15;

let stack: Stack;
let sql: postgres.Sql;
beforeAll(async () => {
  stack = await startStack();
  sql = postgres(stack.database, { max: WRITERS });
});
afterAll(async () => {
  await sql.end();
  await stack.stop();
});

describe("recording from many at once", () => {
  test("refuses nobody, though all add the same pages and titles in different orders", async () => {
    const assistant = await stack.newAssistant(await stack.newAccount());
    // What they have in common is there already: else all would wait for who adds it, and come one by one.
    await stack.record(batch(assistant, visitor(WRITERS), [pageView("2026-04-01T12:00:00.000Z", "/")]));
    for (const round of times(ROUNDS, Number)) {
      const answers = await Promise.all(
        times(WRITERS, async (writer) => {
          const minute = (step: number) => `2026-04-${10 + round}T12:${10 + step}:00.${100 + writer}Z`;
          const paths = times(6, (step) => `/${round}/${writer % 2 === 0 ? step : 5 - step}`);
          const views = paths.map((path, step) => pageView(minute(step), path, { title: `By ${writer}` }));
          const events = [...views, widgetEvent(minute(7), "widget_open", `/${round}/0`)];
          const [row] = await sql`select public.record_events(${JSON.stringify(
            batch(assistant, visitor(writer), events),
          )}::text::jsonb) as answer`;
          return row?.["answer"];
        }),
      );
      const recorded = { status: 202, accepted: 7, duplicates: 0, foreign_hosts: null, kept_from: null };
      expect(answers).toEqual(Array(WRITERS).fill(recorded));
    }
    const [counted] = await sql`
      select sum(pages_viewed)::integer as views, count(*)::integer as sessions
      from analytics.sessions join public.assistants on key = assistant_key where id = ${assistant}`;
    expect(counted).toEqual({ views: 6 * WRITERS * ROUNDS + 1, sessions: WRITERS * ROUNDS + 1 });
  });

  test("refuses nobody, though all give the same known pages new titles in different orders", async () => {
    const assistant = await stack.newAssistant(await stack.newAccount());
    const paths = times(80, (number) => `/${number}`);
    const visit = (writer: number, round: number, order: string[]) =>
      batch(
        assistant,
        visitor(writer),
        order.map((path, step) =>
          pageView(new Date(Date.UTC(2026, 3, 10 + round, 12, 0, step, writer)).toISOString(), path, {
            title: `By ${writer} in ${round}`,
          }),
        ),
      );
    await stack.record(visit(WRITERS, 0, paths));
    for (const round of times(4, (index) => index + 1)) {
      const answers = await Promise.all(
        times(WRITERS, async (writer) => {
          const order = writer % 2 === 0 ? paths : [...paths].reverse();
          const [row] = await sql`select public.record_events(${JSON.stringify(
            visit(writer, round, order),
          )}::text::jsonb) as answer`;
          return row?.["answer"].accepted;
        }),
      );
      expect(answers).toEqual(Array(WRITERS).fill(paths.length));
    }
  });

  test("leaves nothing of an assistant that is deleted while its beacons arrive", async () => {
    for (const round of times(5, Number)) {
      const assistant = await stack.newAssistant(await stack.newAccount());
      const [{ key } = { key: 0 }] = await sql`select key from public.assistants where id = ${assistant}`;
      let isDeleted = false;
      const answers = times(WRITERS - 1, async (writer) => {
        const statuses = new Set<number>();
        for (let step = 0; !isDeleted || step === 0; step++) {
          const at = new Date(Date.UTC(2026, 3, 1, 12, 0, step)).toISOString();
          const events = [pageView(at, `/${writer}/${step}`), widgetEvent(at, "widget_open", "/")];
          const one = batch(assistant, visitor(writer), events);
          const [row] = await sql`select public.record_events(${JSON.stringify(one)}::text::jsonb) as answer`;
          statuses.add(row?.["answer"].status);
        }
        return [...statuses];
      });
      await sql`select pg_sleep(${0.05 * round})`;
      await sql`delete from public.assistants where id = ${assistant}`;
      isDeleted = true;
      expect(
        (await Promise.all(answers)).flat().filter((status) => status !== 202 && status !== 404),
      ).toEqual([]);
      const left = await sql`
        select 'page view' from analytics.page_views where assistant_key = ${key}
        union all select 'session' from analytics.sessions where assistant_key = ${key}
        union all select 'widget event' from analytics.widget_events where assistant_key = ${key}
        union all select 'page' from analytics.pages where assistant_key = ${key}
        union all select 'period' from analytics.periods where assistant_key = ${key}`;
      expect(left).toEqual([]);
    }
  });
});
