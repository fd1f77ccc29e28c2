import postgres from "postgres";
import { describe, expect, onTestFinished, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { logged, message } from "../support/logging.ts";
import { outage } from "../support/outage.ts";
import { times } from "../support/seed.ts";
import { view } from "../support/tracking.ts";

const it = outage();

const today = () => new Date().toISOString().slice(0, 10);
const seen = (more: Record<string, unknown> = {}) => view({ at: Date.now(), ...more });

/** One event of each kind that a page tells: eight, all but the first of a widget. */
const visit = () => [
  seen({ seconds: 40, exited_at: Date.now() }),
  seen({ type: "widget_open" }),
  seen({ type: "widget_close", duration_seconds: 30 }),
  seen({ type: "conversation_start", conversation_id: "c-1", opened_by: "popup" }),
  seen({ type: "inquiry_submit" }),
  seen({ type: "popup_display", popup_version: "v1" }),
  seen({ type: "product_click", product_url: "https://acme.com/shoe" }),
  seen({ type: "purchase", order_number: "1", value: 10, currency: "EUR" }),
];

/** How many rows there are of it in all tables that count something. */
const TABLES = [
  "page_views",
  "sessions",
  "widget_events",
  "conversations",
  "visitor_events",
  "link_clicks",
  "purchases",
  "messages",
];
const recorded = async () =>
  Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await it.count(table)] as const)));

const WHOLE = {
  page_views: 1,
  sessions: 1,
  widget_events: 4,
  conversations: 1,
  visitor_events: 3,
  link_clicks: 1,
  purchases: 1,
  messages: 1,
};

/** Makes each call to a function of the database fail as a server does that is shutting down. */
async function shutDown(name: string, of: string): Promise<void> {
  await it.stack().execute(`
    alter function public.${name}(${of}) rename to whole_${name};
    create function public.${name}(${of}) returns jsonb language plpgsql security definer
    as $$ begin raise exception 'terminating connection' using errcode = '57P01'; end $$;
    grant execute on function public.${name}(${of}) to service_role;
  `);
}
const startUp = (name: string, of: string) =>
  it.stack().execute(`
    drop function public.${name}(${of});
    alter function public.whole_${name}(${of}) rename to ${name};
  `);

describe("what can't be recorded", () => {
  test("because the database refuses connections is acknowledged, and recorded once it is back", async () => {
    await it.gate().set("refusing");
    const beacon = await it.track(visit());
    const call = await it.report([message(), logged("nonsense"), message({ conversation_id: "" })]);
    expect([beacon.status, beacon.body]).toEqual([202, { accepted: 0, duplicates: 0, queued: 8 }]);
    expect([call.status, call.body]).toEqual([
      202,
      {
        accepted: 0,
        duplicates: 0,
        queued: 1,
        refused: [
          { index: 1, id: expect.any(String), reason: expect.stringContaining("type") },
          { index: 2, id: expect.any(String), reason: expect.stringContaining("conversation_id") },
        ],
      },
    ]);
    await it.gate().set("open");
    await it.drain();
    expect(await recorded()).toEqual({ ...WHOLE, conversations: 2 });
  });

  test("because the database answers that it shuts down is acknowledged too", async () => {
    await shutDown("record_events", "batch jsonb, at timestamptz");
    onTestFinished(async () => void (await startUp("record_events", "batch jsonb, at timestamptz")));
    expect((await it.track([seen()])).body).toEqual({ accepted: 0, duplicates: 0, queued: 1 });
    const of = "key_hash text, events jsonb, ip_hash text, at timestamptz";
    await shutDown("log_events", of);
    onTestFinished(async () => void (await startUp("log_events", of)));
    expect((await it.report([message()])).body).toMatchObject({ queued: 1 });
    expect(await it.waiting()).toHaveLength(2);
  });

  test("within five seconds is acknowledged, and counts once where the database had taken it after all", async () => {
    const first = visit();
    const sql = postgres(it.stack().database, { max: 1, onnotice: () => undefined });
    const began = Date.now();
    await sql.begin(async (transaction) => {
      // Recording waits for whoever deletes the assistant.
      await transaction`select pg_advisory_xact_lock(hashtext('analytics.assistants'), hashtext(${it.assistantId()}))`;
      const answers = await Promise.all([
        it.track(first),
        it.track(visit(), { visitor_id: undefined }),
        it.report([message(), logged("visitor.seen", { user_token: "token_of_1" })]),
      ]);
      expect(answers.map(({ status, body }) => [status, body.queued])).toEqual([
        [202, 8],
        [202, 8],
        [202, 2],
      ]);
      expect(Math.round((Date.now() - began) / 1_000)).toBe(5);
    });
    await sql.end();
    const waiting = () => it.stack().execute("select from pg_stat_activity where wait_event_type = 'Lock'");
    await expect.poll(waiting).toEqual([]);
    await expect.poll(() => it.count("page_views")).toBe(2);
    const before = [await recorded(), (await it.ask("sessions", today())).data];
    expect((await it.drain()).body).toEqual({ replayed: 3, buried: 0, pending: false });
    expect([await recorded(), (await it.ask("sessions", today())).data]).toEqual(before);
    expect(before[0]).toEqual({
      ...{ page_views: 2, sessions: 2, widget_events: 8, conversations: 2, visitor_events: 7 },
      ...{ link_clicks: 2, purchases: 2, messages: 1 },
    });
  });

  test("from an address that is blocked is kept apart when it is replayed, as it would have been", async () => {
    await it
      .stack()
      .execute("update public.assistants set blocked_ips = '{203.0.113.0/24}' where id = $1", [
        it.assistantId(),
      ]);
    await it.gate().set("refusing");
    await it.track([seen()], {}, "203.0.113.77");
    await it.track([seen()], {}, "203.0.112.77");
    await it.gate().set("open");
    expect((await it.drain()).body).toEqual({ replayed: 2, buried: 0, pending: false });
    expect([await it.count("page_views"), await it.count("excluded_events")]).toEqual([1, 1]);
  });

  test("is kept without raw addresses, keys, or what the sender need not have told", async () => {
    const day = Date.parse("2026-11-20T10:00:00Z");
    clock.now = () => new Date(day);
    await it.gate().set("refusing");
    await it.track([view({ at: day })], {}, "203.0.113.77");
    await it.report([message({ nonsense: "not asked for" })]);
    await it.report([message()]);
    const text = JSON.stringify(await it.waiting());
    expect(text).not.toContain("203.0.113.77");
    expect(text).not.toContain(it.key());
    expect(text).not.toContain("not asked for");
    expect(text).toContain("2026-11-20T10:00:00.000Z");
  });
});

describe("what is not kept", () => {
  test("is answered with 503 and Retry-After: whose key can be none, what has no good event", async () => {
    await it.gate().set("refusing");
    for (const answer of [
      await it.report([message()], "phona_live_short"),
      await it.report([message()], "nonsense"),
      await it.report([logged("nonsense")]),
      await it.report([]),
    ]) {
      expect([answer.status, answer.body.error.code, answer.headers.get("retry-after")]).toEqual([
        503,
        "UNAVAILABLE",
        "10",
      ]);
    }
    expect(await it.waiting()).toEqual([]);
  });

  test("is answered so too where the store is away as well: the sender still has it", async () => {
    await it.gate().set("refusing");
    const context = process.env["NETLIFY_BLOBS_CONTEXT"] ?? "";
    onTestFinished(() => {
      process.env["NETLIFY_BLOBS_CONTEXT"] = context;
    });
    // Nobody listens on this port; the second has no store at all.
    const nowhere = {
      edgeURL: "http://127.0.0.1:9",
      uncachedEdgeURL: "http://127.0.0.1:9",
      siteID: "x",
      token: "x",
    };
    for (const broken of [Buffer.from(JSON.stringify(nowhere)).toString("base64"), ""]) {
      process.env["NETLIFY_BLOBS_CONTEXT"] = broken;
      for (const answer of await Promise.all([it.track([seen()]), it.report([message()])])) {
        expect([answer.status, answer.body.error.code, answer.headers.get("retry-after")]).toEqual([
          503,
          "UNAVAILABLE",
          "10",
        ]);
      }
    }
  });

  test("is what one address sends beyond 300 batches a minute, which nothing else limits meanwhile", async () => {
    const { now } = clock;
    clock.now = () => new Date("2026-11-20T10:00:00Z");
    const at = clock.now().getTime();
    await it.gate().set("refusing");
    const statuses: number[] = [];
    for (const _ of times(31, () => 0)) {
      const answers = await Promise.all(times(10, () => it.track([view({ at })], {}, "203.0.113.78")));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(statuses.filter((status) => status === 202)).toHaveLength(300);
    expect(statuses.slice(300)).toEqual(times(10, () => 503));
    expect((await it.track([view({ at })])).status).toBe(202);
    clock.now = () => new Date("2026-11-20T10:01:00Z");
    expect((await it.track([view({ at })], {}, "203.0.113.78")).status).toBe(202);
    clock.now = now;
  });
});
