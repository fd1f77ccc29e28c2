import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newApiKey } from "../../src/auth/api-keys.ts";
import { clock } from "../../src/clock.ts";
import { spillSize } from "../../src/spill/store.ts";
import { logged, message } from "../support/logging.ts";
import { outage } from "../support/outage.ts";
import { times } from "../support/seed.ts";
import { view } from "../support/tracking.ts";

const it = outage();

const today = () => new Date().toISOString().slice(0, 10);
const NOTHING = { replayed: 0, buried: 0, pending: false };

/** Beacons are told in milliseconds of the sender's clock. */
const seen = (more: Record<string, unknown> = {}) => view({ at: clock.now().getTime(), ...more });

/** Makes what is said of a page's path fail in the database, with the code that is its name. */
async function failAt(path: string, code: string): Promise<void> {
  await it.stack().execute(`
    create or replace function analytics.fail() returns trigger language plpgsql as $$
    begin
      if new.path = '${path}' then raise exception 'failing' using errcode = '${code}'; end if;
      return new;
    end $$;
    create or replace trigger failing before insert on analytics.pages
    for each row execute function analytics.fail();
  `);
}

describe("the function", () => {
  test("records what waits, in the order of arrival, and logs one line", async () => {
    await it.gate().set("refusing");
    const about = { conversation_id: "c1" };
    const answers = [
      await it.track([seen()]),
      // Without the call before it this one would be refused: the conversation would not be known.
      await it.report([logged("conversation.started", about), message(about)]),
      await it.report([logged("conversation.analyzed", { ...about, mood: "happy" })]),
      await it.track([seen({ url: "https://acme.com/" })]),
    ];
    expect(answers.map(({ status, body }) => [status, body.queued])).toEqual([
      [202, 1],
      [202, 2],
      [202, 1],
      [202, 1],
    ]);
    await it.gate().set("open");
    const { status, body, log } = await it.drain();
    expect([status, body]).toEqual([200, { replayed: 4, buried: 0, pending: false }]);
    expect(log).toMatchObject([{ endpoint: "/cron-drain", replayed: 4, buried: 0, pending: false }]);
    expect([await it.count("page_views"), await it.count("messages"), await it.count("analyses")]).toEqual([
      2, 1, 1,
    ]);
    expect((await it.ask("sessions", today())).data).toMatchObject([
      { pages_viewed: 2, entry_page: "/pricing" },
    ]);
    expect([await it.waiting(), await it.dead()]).toEqual([[], []]);
  });

  test("does nothing where nothing waits, and nothing while the database is away", async () => {
    expect((await it.drain()).body).toEqual(NOTHING);
    await it.gate().set("refusing");
    await it.track([seen()]);
    expect((await it.drain()).body).toEqual({ replayed: 0, buried: 0, pending: true });
    expect((await it.waiting()).map(({ content }) => content.attempts)).toEqual([0]);
  });

  test("records what arrived long ago at the time when it happened", async () => {
    await it.gate().set("refusing");
    const now = clock.now;
    clock.now = () => new Date("2026-03-02T12:00:00Z");
    await it.track([seen({ at: clock.now().getTime() - 60_000 })]);
    await it.report([message({ at: "2026-03-02T11:00:00Z" })]);
    clock.now = now;
    await it.gate().set("open");
    expect((await it.drain()).body).toEqual({ replayed: 2, buried: 0, pending: false });
    expect((await it.ask("sessions", "2026-03-02")).data).toMatchObject([
      { started_at: "2026-03-02T11:59:00Z", pages_viewed: 1 },
    ]);
    expect((await it.ask("conversations", "2026-03-02")).data).toMatchObject([{ customer_messages: 1 }]);
  });

  test("run twice at once, and after a run that ended before it could delete, counts everything once", async () => {
    await it.gate().set("refusing");
    await Promise.all(
      times(40, (number) => it.track([seen()], { visitor_id: `v_${`${number}`.padStart(16, "0")}` })),
    );
    await it.report([message(), message()]);
    const waiting = await it.waiting();
    await it.gate().set("open");
    const { drain } = await import("../../src/spill/drain.ts");
    await Promise.all([drain(), drain()]);
    expect([await it.count("page_views"), await it.count("messages")]).toEqual([40, 2]);
    for (const { key, content } of waiting) {
      await it.blobs().write("spill-waiting-", key, JSON.stringify(content));
    }
    expect((await it.drain()).body).toEqual({ replayed: 41, buried: 0, pending: false });
    expect([await it.count("page_views"), await it.count("sessions"), await it.count("messages")]).toEqual([
      40, 40, 2,
    ]);
  });

  test("leaves to the next run what it has no time for", async () => {
    await it.gate().set("refusing");
    for (const visitor_id of ["v_0000000000000001", "v_0000000000000002"]) {
      await it.track([seen(), seen()], { visitor_id });
      await it.report([message()]);
    }
    await it.gate().set("open");
    const { now } = clock;
    let elapsed = 0;
    const start = Date.now();
    // Each look at the clock takes six seconds.
    clock.now = () => new Date(start + 6_000 * elapsed++);
    const first = await it.drain();
    clock.now = now;
    expect(first.body).toEqual({ replayed: 2, buried: 0, pending: true });
    expect((await it.drain()).body).toEqual({ replayed: 2, buried: 0, pending: false });
    expect([await it.count("page_views"), await it.count("messages")]).toEqual([4, 2]);
  });

  test("is answered with 500 where the store fails, and goes on from there", async () => {
    await it.gate().set("refusing");
    await it.track([seen()]);
    await it.gate().set("open");
    const context = process.env["NETLIFY_BLOBS_CONTEXT"] ?? "";
    delete process.env["NETLIFY_BLOBS_CONTEXT"];
    const { status, log } = await it.drain();
    process.env["NETLIFY_BLOBS_CONTEXT"] = context;
    expect([status, log]).toEqual([500, [expect.objectContaining({ request_id: "of-a-test" })]]);
    expect((await it.drain()).body).toEqual({ replayed: 1, buried: 0, pending: false });
  });
});

describe("a key", () => {
  test("is checked as of the time when the events arrived", async () => {
    const revoked = await it.stack().newKey(it.account(), { scopes: ["events:write"] });
    await it.gate().set("refusing");
    await it.report([message()], revoked);
    await it.gate().set("open");
    await it
      .stack()
      .execute("update public.api_keys set revoked_at = now() where account_id = $1::text::uuid", [
        it.account().id,
      ]);
    await it.gate().set("refusing");
    expect((await it.report([message()], revoked)).status).toBe(202);
    await it.gate().set("open");
    expect((await it.drain()).body).toEqual({ replayed: 1, buried: 1, pending: false });
    expect(await it.count("messages")).toBe(1);
    expect((await it.dead()).map(({ content }) => content.reason)).toEqual(["status 401"]);
  });

  test("that nobody has, or that may not report, gets nothing recorded", async () => {
    const reading = await it.stack().newKey(it.account());
    await it.gate().set("refusing");
    expect((await it.report([message()], newApiKey().key)).status).toBe(202);
    expect((await it.report([message()], reading)).status).toBe(202);
    await it.gate().set("open");
    expect((await it.drain()).body).toEqual({ replayed: 0, buried: 2, pending: false });
    expect(await it.count("messages")).toBe(0);
    expect((await it.dead()).map(({ content }) => content.reason)).toEqual(["status 401", "status 403"]);
  });

  test("uses up nothing of its limit by what waited", async () => {
    await it.gate().set("refusing");
    await Promise.all(times(70, () => it.report([message()])));
    await it.gate().set("open");
    expect((await it.drain()).body).toEqual({ replayed: 70, buried: 0, pending: false });
    const { status, headers } = await it.report([message()]);
    expect([status, headers.get("x-ratelimit-remaining")]).toEqual([200, "59"]);
  });
});

describe("what can never be recorded", () => {
  test("is moved to the dead letters with its reason and reported, and takes nothing with it", async () => {
    await it.gate().set("refusing");
    await it.track([seen()], { assistant_id: "ast_of_nobody" });
    await it.track([seen(), seen({ url: "https://other.example/" })]);
    await it.report([message({ assistant_id: "ast_of_nobody" }), message()]);
    const [good] = await it.waiting();
    const bad = {
      ...good?.content,
      batch: { ...good?.content.batch, assistant_id: it.assistantId(), visitor: "xyz" },
    };
    const [unfit, broken] = [`20260101T000000000Z-${randomUUID()}`, `20260101T000000001Z-${randomUUID()}`];
    await it.blobs().write("spill-waiting-", unfit, JSON.stringify(bad));
    await it.blobs().write("spill-waiting-", broken, '{"kind": "nonsense"}');
    await it.gate().set("open");
    const { body, log } = await it.drain();
    expect(body).toEqual({ replayed: 1, buried: 4, pending: false });
    const reasons = ["database: 22P02", "unreadable", "status 404", "assistant"];
    expect((await it.dead()).map(({ content }) => content.reason).sort()).toEqual(reasons.sort());
    const letters = log.filter((line) => "dead_letter" in line);
    expect(letters.map(({ dead_letter }) => dead_letter).sort()).toEqual(
      (await it.dead()).map(({ key }) => key),
    );
    expect(letters.map(({ reason }) => reason).sort()).toEqual(reasons.sort());
    expect([await it.count("page_views"), await it.count("messages")]).toEqual([1, 1]);
    expect([await spillSize(), (await it.drain()).body]).toEqual([{ waiting: 0, dead: 4 }, NOTHING]);
  });

  test("though the database takes others, is tried in ten runs, and keeps nobody waiting", async () => {
    await failAt("/failing", "P0001");
    await it.gate().set("refusing");
    await it.track([seen({ url: "https://acme.com/failing" })]);
    await it.track([seen()], { visitor_id: "v_0000000000000001" });
    await it.gate().set("open");
    expect((await it.drain()).body).toEqual({ replayed: 1, buried: 0, pending: true });
    expect(await it.count("page_views")).toBe(1);
    for (const attempts of times(8, (number) => number + 2)) {
      expect((await it.drain()).body).toEqual({ replayed: 0, buried: 0, pending: true });
      expect((await it.waiting()).map(({ content }) => content.attempts)).toEqual([attempts]);
    }
    expect((await it.drain()).body).toEqual({ replayed: 0, buried: 1, pending: false });
    expect((await it.dead()).map(({ content }) => content.reason)).toEqual([
      expect.stringMatching(/^database: \w+$/),
    ]);
  });

  test("is kept for thirty days", async () => {
    await it.gate().set("refusing");
    await it.track([seen()], { assistant_id: "ast_of_nobody" });
    await it.gate().set("open");
    await it.drain();
    const { now } = clock;
    const later = (days: number) => {
      clock.now = () => new Date(now().getTime() + days * 86_400_000);
    };
    later(29.9);
    await it.drain();
    expect(await it.dead()).toHaveLength(1);
    later(30.1);
    await it.drain();
    expect(await it.dead()).toEqual([]);
  });
});
