import { describe, expect, test } from "vitest";
import { times } from "../support/seed.ts";
import { type Fields, NOW, tracking, view } from "../support/tracking.ts";

const { account, ask, assistantId, pageviews, send, session, stack } = tracking();

const CURL = { headers: { "user-agent": "curl/8.5.0" } };
const SPAM = { referrer: "https://free-social-buttons.com/" };

const excluded = async (more: Record<string, string> = {}) =>
  (await ask("overview", { start_date: "2026-11-20", end_date: "2026-11-20", ...more })).meta.excluded;

/** Blocks what the owner writes down, as the dashboard does. */
const block = async (blocked: Fields) => {
  const { error } = await stack()
    .client(account().token)
    .from("assistants")
    .update(blocked)
    .eq("id", assistantId());
  expect(error).toBeNull();
};

describe("what is kept apart", () => {
  test("is counted by its reason on the overview, most first, and by no report", async () => {
    await block({
      blocked_ips: ["203.0.113.0/24"],
      blocked_hosts: ["staging.acme.com"],
      blocked_paths: ["/admin/*"],
    });
    const sent: [
      count: number,
      event: Fields,
      sending?: { headers?: Record<string, string>; ip?: string },
    ][] = [
      [6, {}, CURL],
      [5, SPAM],
      [4, { url: "https://evil.io/" }],
      [3, {}, { ip: "203.0.113.9" }],
      [2, { url: "https://staging.acme.com/" }],
      [1, { url: "https://acme.com/admin/users" }],
      [1, {}],
    ];
    for (const [count, event, sending] of sent) {
      await send(
        times(count, () => view(event)),
        {},
        sending,
      );
    }
    expect(await excluded()).toEqual([
      { reason: "bot", count: 6 },
      { reason: "referrer_spam", count: 5 },
      { reason: "host_not_allowed", count: 4 },
      { reason: "blocked_ip", count: 3 },
      { reason: "blocked_host", count: 2 },
      { reason: "blocked_path", count: 1 },
    ]);
    expect([await pageviews(), (await session()).pages_viewed]).toEqual([1, 1]);
    expect((await ask("overview")).data).toMatchObject({ pageviews: 1, unique_visitors: 1, sessions: 1 });
  });

  test("is counted once, however often it is sent, and 20 times at once", async () => {
    const [bot, spam] = [view(), view(SPAM)];
    await Promise.all(times(20, () => send([bot, spam], {}, CURL)));
    expect((await send([bot], {}, CURL)).body).toEqual({ accepted: 0, duplicates: 1 });
    expect(await excluded()).toEqual([{ reason: "bot", count: 2 }]);
  });

  test("is never counted as a person's too, whichever comes first", async () => {
    const [first, second] = [view(), { ...view(), type: "widget_open" }];
    await send([first, second], {}, CURL);
    expect((await send([{ ...first, seconds: 9 }, second])).body).toEqual({ accepted: 0, duplicates: 2 });
    const persons = [
      view(),
      { ...view(), type: "widget_open" },
      { ...view(), type: "popup_open" },
      { ...view(), type: "conversation_start", conversation_id: "c1" },
    ];
    await send(persons);
    expect((await send(persons, {}, CURL)).body).toEqual({ accepted: 0, duplicates: 4 });
    expect([await pageviews(), await excluded()]).toEqual([1, [{ reason: "bot", count: 2 }]]);
    expect((await ask("widget-events")).meta.total).toBe(2);
  });

  test("takes no other event of its batch with it", async () => {
    const answer = await send([view(SPAM), view({ url: "https://evil.io/" }), view()]);
    expect([answer.status, answer.body]).toMatchObject([403, { accepted: 2, duplicates: 0, refused: 1 }]);
    expect(await pageviews()).toBe(1);
  });

  test("counts on the day that it happened, on the clocks of the time zone, whatever the filters", async () => {
    await send([view({ at: NOW - 10 * 3_600_000 - 60_000 }), view()], {}, CURL);
    const day = (date: string, timezone: string) => excluded({ start_date: date, end_date: date, timezone });
    const one = [{ reason: "bot", count: 1 }];
    expect([await day("2026-11-19", "UTC"), await day("2026-11-20", "UTC")]).toEqual([one, one]);
    // 23:59 UTC is 05:44 of the next day in Kathmandu, whose midnights are at 18:15 UTC.
    expect([await day("2026-11-19", "Asia/Kathmandu"), await day("2026-11-20", "Asia/Kathmandu")]).toEqual([
      [],
      [{ reason: "bot", count: 2 }],
    ]);
    await send([view({ at: NOW - 15.75 * 3_600_000 }), view({ at: NOW - 15.75 * 3_600_000 - 1 })], {}, CURL);
    expect(await day("2026-11-19", "Asia/Kathmandu")).toEqual(one);
    expect(await excluded({ country: "GB", compare: "previous" })).toEqual(one);
  });

  test("of a foreign origin is refused as a whole, and counted for the owner to see", async () => {
    const answer = await send([view(), view()], {}, { headers: { origin: "https://evil.io" } });
    expect([answer.status, answer.body.error.code]).toEqual([403, "FORBIDDEN"]);
    expect(await excluded()).toEqual([{ reason: "host_not_allowed", count: 2 }]);
  });

  test("is nothing of visitors who opted out: of them not even the number is known", async () => {
    await send([view()], {}, { headers: { dnt: "1" } });
    expect(await excluded()).toEqual([]);
  });
});

describe("an owner blocks", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7", true],
    ["203.0.113.7", "203.0.113.8", false],
    ["203.0.113.0/28", "203.0.113.15", true],
    ["203.0.113.0/28", "203.0.113.16", false],
    ["203.0.113.7", "::ffff:203.0.113.7", true],
    ["2001:db8::/32", "2001:DB8:0:0:1::7", true],
    ["2001:db8::/32", "2001:db9::7", false],
    ["2001:db8::7", "2001:db8::7", true],
    ["0.0.0.0/0", "2001:db8::7", false],
    ["0.0.0.0/0", "no address", false],
  ])("by address: %s has %s in it: %s", async (range, ip, isBlocked) => {
    await block({ blocked_ips: ["192.0.2.1", range] });
    await send([view()], {}, { ip });
    expect(await excluded()).toEqual(isBlocked ? [{ reason: "blocked_ip", count: 1 }] : []);
    expect(await pageviews()).toBe(isBlocked ? 0 : 1);
  });

  test.each([
    [{ url: "https://staging.acme.com/" }, true],
    [{ url: "https://eu.staging.acme.com/" }, true],
    [{ url: "https://notstaging.acme.com/" }, false],
    [{ url: "https://acme.com/", referrer: "https://www.staging.acme.com/x" }, true],
    [{ url: "https://acme.com/", referrer: "https://acme.com/?staging.acme.com" }, false],
  ])("by host: of staging.acme.com is %j: %s", async (event, isBlocked) => {
    await block({ blocked_hosts: ["staging.acme.com"] });
    await send([view(event)]);
    expect(await excluded()).toEqual(isBlocked ? [{ reason: "blocked_host", count: 1 }] : []);
  });

  test.each([
    ["/admin", "/admin", true],
    ["/admin", "/admin/", false],
    ["/admin", "/Admin", false],
    ["/admin*", "/administrator", true],
    ["/admin/*", "/admin/a/b?x=1", true],
    ["/admin/*", "/admin", false],
    ["/*", "/", true],
    ["/%C3%BCber", "/über", true],
    ["/a_b%25", "/aXb%25", false],
  ])("by path: %s is %s: %s", async (path, visited, isBlocked) => {
    await block({ blocked_paths: [path] });
    await send([view({ url: `https://acme.com${visited}` })]);
    expect(await excluded()).toEqual(isBlocked ? [{ reason: "blocked_path", count: 1 }] : []);
  });

  test("nothing of an address is kept, blocked or not", async () => {
    await block({ blocked_ips: ["198.51.100.0/24"] });
    await send([view()], {}, { ip: "198.51.100.77" });
    const tables = await stack().execute(
      "select oid::regclass as name from pg_class where relkind = 'r' and relnamespace in ('analytics'::regnamespace, 'public'::regnamespace)",
    );
    for (const { name } of tables) {
      const found = await stack().execute(
        `select from ${name} as row where row::text like '%198.51.100.77%'`,
      );
      expect([name, found]).toEqual([name, []]);
    }
  });
});

describe("referrer spam", () => {
  test("is also what an operator has listed, by whole labels, and never the site itself", async () => {
    await stack().execute("insert into public.spam_hosts (host) values ('spam.example'), ('acme.com')");
    const referrers = [
      "https://spam.example/",
      "https://a.b.spam.example/x",
      "https://notspam.example/",
      "https://spam.example.org/",
      "https://www.acme.com/",
      "",
    ];
    await send(referrers.map((referrer) => view({ referrer })));
    expect([await excluded(), await pageviews()]).toEqual([[{ reason: "referrer_spam", count: 2 }], 4]);
  });
});
