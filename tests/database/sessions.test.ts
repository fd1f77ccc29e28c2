import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ReferenceSession, sessionsOf } from "../support/reference.ts";
import { batch, pageView, type SeedEvent, times, visitor, widgetEvent } from "../support/seed.ts";
import { type Stack, startStack } from "../support/stack.ts";

let stack: Stack;
let assistant: string;
beforeAll(async () => {
  stack = await startStack();
  assistant = await stack.newAssistant(await stack.newAccount());
});
afterAll(() => stack.stop());

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 3, 10, 23, minute, second)).toISOString();

/** What the database holds of a visitor's sessions, in the reference's form. */
async function recorded(who: string): Promise<ReferenceSession[]> {
  const rows = await stack.execute(
    `select json_build_object(
       'visitor', object ->> 'visitor_id',
       'started_at', object ->> 'started_at',
       'ended_at', object ->> 'ended_at',
       'pages_viewed', object -> 'pages_viewed',
       'entry_page', object ->> 'entry_page',
       'exit_page', object ->> 'exit_page',
       'source', object #>> '{traffic_source, source}',
       'engaged', object #> '{widget, engaged}',
       'widget_seconds', object #> '{widget, widget_session_seconds}'
     ) as session
     from analytics.sessions,
       lateral (select analytics.session_objects(array[sessions], false) -> 0 as object) as shown
     where visitor = analytics.hex_to_bigint($1) order by started_at`,
    [who],
  );
  return rows.map((row) => row["session"] as ReferenceSession);
}

let visitors = 0;
const newVisitor = () => visitor(++visitors);
const send = (who: string, events: SeedEvent[]) => stack.record(batch(assistant, who, events));

/** An event at a minute; a page view that is left has minutes of visible time. */
const anEvent = fc
  .record({
    minute: fc.integer({ min: 0, max: 200 }),
    second: fc.integer({ min: 0, max: 59 }),
    kind: fc.constantFrom("view", "view", "left", "widget_open", "widget_close"),
    path: fc.constantFrom("/a", "/b", "/c"),
    source: fc.constantFrom("google", "bing", "direct"),
    minutes: fc.integer({ min: 0, max: 45 }),
  })
  .map(({ minute, second, kind, path, source, minutes }) => {
    if (kind === "widget_close") {
      return widgetEvent(at(minute, second), kind, path, { duration_seconds: minutes * 60 + 1 });
    }
    if (kind === "widget_open") {
      return widgetEvent(at(minute, second), kind, path);
    }
    const left = kind === "left" && { seconds: minutes * 60, exited_at: at(minute + minutes, second) };
    return pageView(at(minute, second), path, { source, ...left });
  });

describe("sessions", () => {
  test("are the same in whatever order and however often events arrive, and those of the definition", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anEvent, { minLength: 1, maxLength: 12 }).chain((events) =>
          fc.record({
            events: fc.constant(events),
            order: fc.shuffledSubarray([...events, ...events], { minLength: events.length }),
            batchSize: fc.integer({ min: 1, max: 4 }),
          }),
        ),
        async ({ events, order, batchSize }) => {
          const who = newVisitor();
          // Each run has events of its own; the same one twice keeps its id.
          const ids = new Map(events.map(({ id }) => [id, randomUUID()]));
          const fresh = (event: SeedEvent) => ({ ...event, id: ids.get(event.id) ?? "" });
          const arriving = [...order, ...events].map(fresh);
          for (let next = 0; next < arriving.length; next += batchSize) {
            await send(who, arriving.slice(next, next + batchSize));
          }
          expect(await recorded(who)).toEqual(sessionsOf(who, events.map(fresh)));
          const [{ orphans } = {}] = await stack.execute(
            `select count(*)::integer as orphans from analytics.page_views
             left join analytics.sessions
               on sessions.assistant_key = page_views.assistant_key and sessions.visitor = page_views.visitor
               and viewed_at between started_at and ended_at
             where started_at is null`,
          );
          expect(orphans).toBe(0);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("end with a gap of 30 minutes and not with one of a second less", async () => {
    const [apart, together] = [newVisitor(), newVisitor()];
    await send(apart, [pageView(at(0), "/a"), pageView(at(30), "/b")]);
    await send(together, [pageView(at(0), "/a"), pageView(at(29, 59), "/b")]);
    expect((await recorded(apart)).map(({ pages_viewed }) => pages_viewed)).toEqual([1, 1]);
    expect((await recorded(together)).map(({ pages_viewed }) => pages_viewed)).toEqual([2]);
  });

  test("are joined by a late event that closes the gap between them", async () => {
    const who = newVisitor();
    await send(who, [pageView(at(0), "/a", { source: "bing", medium: "organic" }), pageView(at(50), "/c")]);
    expect(await recorded(who)).toHaveLength(2);
    await send(who, [pageView(at(25), "/b")]);
    expect(await recorded(who)).toMatchObject([
      { pages_viewed: 3, entry_page: "/a", exit_page: "/c", source: "bing" },
    ]);
  });

  test("last as long as the last page was visible, however long that is", async () => {
    const who = newVisitor();
    const view = pageView(at(0), "/a");
    await send(who, [view]);
    await send(who, [{ ...view, seconds: 5_400, exited_at: at(90) }]);
    await send(who, [pageView(at(110), "/b")]);
    expect(await recorded(who)).toMatchObject([{ pages_viewed: 2, started_at: "2026-04-10T23:00:00Z" }]);
  });

  test("are one when two beacons of a visitor come at once, and count an event that comes 50 times once", async () => {
    const who = newVisitor();
    const view = pageView(at(0), "/a");
    await Promise.all([
      ...times(50, () => send(who, [view])),
      ...times(10, (number) => send(who, [pageView(at(number), "/b")])),
    ]);
    expect(await recorded(who)).toMatchObject([{ pages_viewed: 11 }]);
    const views = await stack.execute("select from analytics.page_views where event_id = $1::text::uuid", [
      view.id,
    ]);
    expect(views).toHaveLength(1);
  });

  test("keep a page view with who opened it, though its exit comes under another visitor's name", async () => {
    const [unnamed, named] = [newVisitor(), newVisitor()];
    const view = pageView(at(0), "/a");
    await send(unnamed, [view]);
    await send(named, [{ ...view, seconds: 60, exited_at: at(1) }, widgetEvent(at(1), "widget_open", "/a")]);
    expect(await recorded(unnamed)).toMatchObject([{ pages_viewed: 1, ended_at: "2026-04-10T23:01:00Z" }]);
    expect(await recorded(named)).toMatchObject([{ pages_viewed: 0, engaged: true }]);
  });

  test("do not wait for each other when visitors complete each other's page views at once", async () => {
    for (const _ of times(20, Number)) {
      const [first, second] = [newVisitor(), newVisitor()];
      const [viewOfFirst, viewOfSecond] = [pageView(at(0), "/a"), pageView(at(0), "/b")];
      await Promise.all([send(first, [viewOfFirst]), send(second, [viewOfSecond])]);
      const left = { seconds: 60, exited_at: at(1) };
      const answers = await Promise.all([
        send(first, [{ ...viewOfSecond, ...left }, pageView(at(2), "/c")]),
        send(second, [{ ...viewOfFirst, ...left }, pageView(at(2), "/c")]),
      ]);
      expect(answers.map(({ accepted }) => accepted)).toEqual([2, 2]);
    }
  });

  test("say how many events were new and how many were known", async () => {
    const who = newVisitor();
    const [first, second] = [pageView(at(0), "/a"), widgetEvent(at(1), "widget_open", "/a")];
    expect(await send(who, [first])).toMatchObject({ status: 202, accepted: 1, duplicates: 0 });
    expect(await send(who, [first, second])).toMatchObject({ status: 202, accepted: 1, duplicates: 1 });
    // The id counts, whatever kind of event comes under it.
    expect(await send(who, [widgetEvent(at(2), "widget_open", "/a", { id: first.id })])).toMatchObject({
      duplicates: 1,
    });
    expect(await send(who, [pageView(at(2), "/a", { id: second.id })])).toMatchObject({ duplicates: 1 });
  });

  test("keep apart the same visitor and the same event of two assistants", async () => {
    const other = await stack.newAssistant(await stack.newAccount());
    const who = newVisitor();
    const view = pageView(at(0), "/a");
    await send(who, [view]);
    expect(await stack.record(batch(other, who, [view]))).toMatchObject({ accepted: 1 });
    expect(await recorded(who)).toHaveLength(2);
  });
});
