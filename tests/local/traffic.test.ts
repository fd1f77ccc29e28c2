import { createHash } from "node:crypto";
import type { Context } from "@netlify/functions";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beaconEvent } from "../../src/ingest/beacon.ts";
import { batchOf, type RecordBatch } from "../../src/ingest/record.ts";
import { countOfSessions, generateTraffic, type TrafficOptions } from "../../src/local/traffic.ts";
import { COUNTRIES } from "../../src/local/traffic-visitors.ts";
import { type Stack, startStack } from "../support/stack.ts";

const MINUTE = 60_000;
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

const OPTIONS: TrafficOptions = {
  seed: 1,
  assistantId: "asst_demo",
  website: "https://acme.com",
  from: new Date("2026-01-05T00:00:00Z"),
  to: new Date("2026-02-02T00:00:00Z"),
  sessionsPerDay: 150,
};

const fourWeeks = [...generateTraffic(OPTIONS)];

const hashOf = (batches: Iterable<RecordBatch>) => {
  const hash = createHash("sha256");
  for (const batch of batches) hash.update(JSON.stringify(batch));
  return hash.digest("hex");
};
const startOf = ({ events }: RecordBatch) => String(events[0]?.["at"]);
const eventsOf = (batches: RecordBatch[], type?: string) =>
  batches.flatMap(({ events }) => events.filter((event) => type === undefined || event["type"] === type));

/** How often each name occurs, most first, then by name as PostgreSQL sorts it in the locale C. */
function tally<Name extends string | null>(names: Name[]): [name: Name, count: number][] {
  const counts = new Map<Name, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(
    ([one, ones], [other, others]) => others - ones || (String(one) < String(other) ? -1 : 1),
  );
}
const shareOf = <Item>(items: Item[], fits: (item: Item) => boolean) =>
  items.filter(fits).length / items.length;
const text = (value: unknown) => (value === null ? null : String(value));

describe("repeatability", () => {
  test("the same options give the same batches, byte for byte", () => {
    expect(hashOf(generateTraffic(OPTIONS))).toBe(hashOf(fourWeeks));
  });

  test("another seed gives other visitors and other events", () => {
    const others = [...generateTraffic({ ...OPTIONS, seed: 2 })];
    const ids = (batches: RecordBatch[]) => new Set(eventsOf(batches).map((event) => event["id"]));
    const visitors = new Set(fourWeeks.map((batch) => batch["visitor"]));
    expect([...ids(others)].filter((id) => ids(fourWeeks.slice(0, 100)).has(id))).toEqual([]);
    expect(others.filter((batch) => visitors.has(batch["visitor"]))).toEqual([]);
  });

  test("seeds that differ beyond 32 bits differ", () => {
    const [one] = generateTraffic({ ...OPTIONS, seed: 1 + 2 ** 32 });
    expect(one).not.toEqual(fourWeeks[0]);
  });

  test.each([
    ["whole weeks", {}],
    ["part of an hour", { from: new Date("2026-01-05T10:20:00Z"), to: new Date("2026-01-05T10:50:00Z") }],
    ["odd ends", { from: new Date("2026-01-05T10:20:30.123Z"), to: new Date("2026-01-09T03:00:00.001Z") }],
    ["less than one session an hour", { sessionsPerDay: 3.7 }],
    ["no sessions", { sessionsPerDay: 0 }],
    ["an empty range", { to: OPTIONS.from }],
    ["a range that ends before it starts", { to: new Date("2026-01-04T00:00:00Z") }],
  ])("the number of sessions is known beforehand: %s", (_, changed) => {
    const options = { ...OPTIONS, ...changed };
    expect([...generateTraffic(options)]).toHaveLength(countOfSessions(options));
  });

  test("the rate asked for is the mean of the whole range", () => {
    expect(countOfSessions(OPTIONS)).toBe(28 * 150);
  });

  test("batches are made as they are asked for: the first of a hundred million comes at once", () => {
    const started = performance.now();
    const options = { ...OPTIONS, to: new Date("2027-01-05T00:00:00Z"), sessionsPerDay: 300_000 };
    expect(countOfSessions(options)).toBe(109_500_000);
    expect(generateTraffic(options).next().done).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("validity", () => {
  test("batches follow each other by their first event, and events within a batch by time and id", () => {
    const starts = fourWeeks.map(startOf);
    expect(starts).toEqual([...starts].sort());
    for (const { events } of fourWeeks) {
      const order = events.map((event) => `${event["at"]} ${event["id"]}`);
      expect(order).toEqual([...order].sort());
    }
  });

  test("every instant lies in the range, written as toISOString writes it, even where sessions are cut off", () => {
    const range = { from: new Date("2026-01-07T12:00:00Z"), to: new Date("2026-01-07T12:10:00Z") };
    const busy = [...generateTraffic({ ...OPTIONS, ...range, sessionsPerDay: 144_000 })];
    for (const [batches, { from, to }] of [
      [fourWeeks, OPTIONS],
      [busy, range],
    ] as const) {
      const instants = eventsOf(batches).flatMap(({ at, exited_at = at }) => [String(at), String(exited_at)]);
      expect(instants.filter((instant) => new Date(instant).toISOString() !== instant)).toEqual([]);
      expect(instants.filter((at) => at < from.toISOString() || at >= to.toISOString())).toEqual([]);
    }
    const views = eventsOf(busy, "page_view");
    const open = views.filter((view) => view["exited_at"] === undefined);
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter((view) => view["seconds"] !== null)).toEqual([]);
  });

  test("every page view has its time on page and its exit, and the page was not visible for longer than it was open", () => {
    const inTime = fourWeeks.filter((batch) => startOf(batch) < "2026-02-01T12:00:00.000Z");
    for (const { at, exited_at, seconds } of eventsOf(inTime, "page_view")) {
      const open = Date.parse(String(exited_at)) - Date.parse(String(at));
      expect(Number(seconds)).toBeGreaterThanOrEqual(1);
      expect(Number(seconds)).toBeLessThanOrEqual(open / 1_000 + 0.5);
    }
  });

  test("gaps inside a session are below 30 minutes, and between two sessions of a visitor above", () => {
    const ends = new Map<unknown, number>();
    for (const batch of fourWeeks) {
      const starts = Date.parse(startOf(batch));
      const before = ends.get(batch["visitor"]);
      if (before !== undefined) expect(starts - before).toBeGreaterThan(30 * MINUTE);
      let last = starts;
      for (const { at, exited_at = at } of batch.events) {
        expect(Date.parse(String(at)) - last).toBeLessThan(30 * MINUTE);
        last = Date.parse(String(at));
        ends.set(batch["visitor"], Math.max(ends.get(batch["visitor"]) ?? 0, Date.parse(String(exited_at))));
      }
    }
  });

  test("event ids are unique UUIDs of version 7 that carry the time of their event", () => {
    const events = eventsOf(fourWeeks);
    expect(new Set(events.map((event) => event["id"])).size).toBe(events.length);
    for (const { id, at } of events) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(String(id).replace("-", "").slice(0, 12), 16)).toBe(Date.parse(String(at)));
    }
  });

  test("a batch is what track makes of the same visit in a browser", () => {
    delete process.env["IP_HASH_SECRET"];
    const now = new Date("2026-02-03T00:00:00Z");
    for (const batch of fourWeeks.slice(0, 500)) {
      const events = batch.events.map((event) => {
        const { type, id, session_id, title, seconds, duration_seconds } = event;
        const at = Date.parse(String(event["at"]));
        const page = {
          type,
          id,
          at,
          session_id,
          url: event["location"] ?? `https://acme.com${event["path"]}`,
        };
        const exited_at = Date.parse(String(event["exited_at"]));
        const view = { ...page, title, referrer: event["referrer_url"] ?? "", seconds, exited_at };
        if (type === "page_view") return beaconEvent.parse(view);
        return beaconEvent.parse(type === "widget_close" ? { ...page, duration_seconds } : page);
      });
      const envelope = {
        assistant_id: batch.assistant_id,
        visitor_id: `v_${batch["visitor"]}`,
        sent_at: now.getTime(),
        screen_width: Number(batch["screen_width"]),
        screen_height: Number(batch["screen_height"]),
        language: String(batch["language"]),
      };
      const { device_type, browser, os } = batch;
      const request = new Request("https://phona.test/", { headers: { "user-agent": FIREFOX } });
      const context = { ip: batch["ip"], geo: { country: { code: batch["country"] } } } as Context;
      const recorded = batchOf(envelope, events, request, context, now);
      // The generator has no two events in one millisecond, so it needs no microseconds to order them.
      const inMilliseconds = recorded.events.map((event) => ({
        ...event,
        at: new Date(String(event["at"])).toISOString(),
      }));
      expect({ ...recorded, events: inMilliseconds, device_type, browser, os }).toEqual(batch);
    }
  });

  test("a visitor keeps browser, screen, language, country and address in every session", () => {
    const known = new Map<unknown, object>();
    for (const { events, ...identity } of fourWeeks) {
      expect(identity).toEqual(known.get(identity["visitor"]) ?? identity);
      known.set(identity["visitor"], identity);
    }
  });

  test("languages are those of the country, and screens those of the device", () => {
    for (const batch of fourWeeks) {
      const country = COUNTRIES.find(({ code }) => code === batch["country"]);
      expect(country?.languages.map(([tag]) => tag)).toContain(batch["language"]);
      const sides = [Number(batch["screen_width"]), Number(batch["screen_height"])];
      const narrow = Math.min(...sides);
      if (batch["device_type"] === "mobile") expect(narrow).toBeLessThanOrEqual(540);
      else expect(narrow).toBeGreaterThanOrEqual(600);
    }
  });
});

describe("realism", () => {
  test("weekends have fewer sessions than weekdays, and nights fewer than afternoons", () => {
    const weekend = shareOf(fourWeeks, (batch) => new Date(startOf(batch)).getUTCDay() % 6 === 0);
    expect(weekend / 2).toBeLessThan((0.7 * (1 - weekend)) / 5);
    const british = fourWeeks.filter((batch) => batch["country"] === "GB");
    const during = (hours: number[]) =>
      shareOf(british, (batch) => hours.includes(new Date(startOf(batch)).getUTCHours()));
    expect(during([1, 2, 3, 4])).toBeLessThan(0.3 * during([13, 14, 15, 16]));
  });

  test("a campaign begins after three fifths of the range and brings paid, social and mail traffic", () => {
    const mean = (from: string, to: string) => {
      const within = fourWeeks.filter((batch) => startOf(batch) >= from && startOf(batch) < to);
      return {
        sessions: within.length,
        campaign: shareOf(within, ({ events }) => events[0]?.["by_campaign"] === true),
      };
    };
    const before = mean("2026-01-12T19:12:00", "2026-01-14T19:12:00");
    const during = mean("2026-01-21T19:12:00", "2026-01-23T19:12:00");
    expect(during.sessions).toBeGreaterThan(before.sessions * 1.2);
    expect(during.campaign).toBeGreaterThan(before.campaign * 1.3);
  });

  test("some people come again, most of them after a day, and a few twice on a day", () => {
    const seen = new Map<unknown, string>();
    const absences: number[] = [];
    for (const batch of fourWeeks) {
      const before = seen.get(batch["visitor"]);
      if (before !== undefined)
        absences.push((Date.parse(startOf(batch)) - Date.parse(before)) / (1_440 * MINUTE));
      seen.set(batch["visitor"], startOf(batch));
    }
    const share = absences.length / fourWeeks.length;
    expect(share).toBeGreaterThan(0.18);
    expect(share).toBeLessThan(0.4);
    expect(shareOf(absences, (days) => days > 1)).toBeGreaterThan(0.5);
    expect(shareOf(absences, (days) => days < 0.5)).toBeGreaterThan(0.005);
  });

  test("devices have the shares of a business site", () => {
    const share = (type: string) => shareOf(fourWeeks, (batch) => batch["device_type"] === type);
    expect(share("desktop")).toBeGreaterThan(0.48);
    expect(share("desktop")).toBeLessThan(0.6);
    expect(share("mobile")).toBeGreaterThan(0.37);
    expect(share("mobile")).toBeLessThan(0.49);
    expect(share("tablet")).toBeGreaterThan(0.01);
    expect(share("tablet")).toBeLessThan(0.06);
    expect(fourWeeks.filter(({ browser, os }) => browser === null || os === null)).toEqual([]);
  });

  test("about half of the sessions have one page, others go on for many", () => {
    const pages = fourWeeks.map(
      ({ events }) => events.filter((event) => event["type"] === "page_view").length,
    );
    expect(shareOf(pages, (count) => count === 1)).toBeGreaterThan(0.42);
    expect(shareOf(pages, (count) => count === 1)).toBeLessThan(0.65);
    expect(Math.max(...pages)).toBeGreaterThan(8);
  });

  test("every source and medium the site can have is there, direct and Google first", () => {
    const names = fourWeeks.map(({ events: [first] }) => `${first?.["source"]}/${first?.["medium"]}`);
    const sources = tally(names).map(([name]) => name);
    expect(sources.slice(0, 2)).toEqual(["direct/null", "google/organic"]);
    expect(sources.sort()).toEqual([
      "bing/organic",
      "chatgpt/referral",
      "direct/null",
      "duckduckgo/organic",
      "email/email",
      "facebook/social",
      "google/organic",
      "google/paid",
      "linkedin/social",
      "reddit/social",
      "referral/referral",
      "twitter/social",
    ]);
  });

  test("each step in the widget is taken by fewer than the one before", () => {
    const count = (type: string) => eventsOf(fourWeeks, type).length;
    const steps = [
      "page_view",
      "widget_open",
      "conversation_start",
      "conversation_end",
      "inquiry_submit",
    ].map(count);
    expect(steps).toEqual([...steps].sort((one, other) => other - one));
    expect(new Set(steps).size).toBe(steps.length);
    expect(count("widget_close")).toBeLessThan(count("widget_open"));
    expect(count("widget_open") / fourWeeks.length).toBeGreaterThan(0.08);
    expect(count("widget_open") / fourWeeks.length).toBeLessThan(0.2);
  });

  test("the widget is opened on the page load it is shown on, more often where prices and forms are", () => {
    const rate = (path: string) => {
      const here = eventsOf(fourWeeks).filter((event) => event["path"] === path);
      return shareOf(here, (event) => event["type"] === "widget_open");
    };
    expect(rate("/pricing")).toBeGreaterThan(2 * rate("/blog/reduce-support-tickets"));
    expect(rate("/contact")).toBeGreaterThan(2 * rate("/"));
    for (const { events } of fourWeeks) {
      const loads = new Map(
        events.filter(({ type }) => type === "page_view").map(({ session_id, path }) => [session_id, path]),
      );
      expect(events.filter(({ session_id, path }) => loads.get(session_id) !== path)).toEqual([]);
    }
  });

  test("some sessions cross midnight", () => {
    const crossing = fourWeeks.filter(
      (batch) => String(batch.events.at(-1)?.["at"]).slice(0, 10) > startOf(batch).slice(0, 10),
    );
    expect(crossing.length).toBeGreaterThan(3);
  });
});

test("a hundred thousand sessions take a few seconds", () => {
  const started = performance.now();
  let batches = 0;
  for (const _ of generateTraffic({ ...OPTIONS, sessionsPerDay: 100_000 / 28 })) batches++;
  expect(batches).toBe(100_000);
  expect(performance.now() - started).toBeLessThan(20_000);
}, 30_000);

describe("three days of traffic in the database", () => {
  let stack: Stack;
  let days: RecordBatch[];
  let report: (name: string, more?: Record<string, string>) => Promise<Record<string, unknown>>;

  beforeAll(async () => {
    stack = await startStack();
    const account = await stack.newAccount();
    const assistantId = await stack.newAssistant(account);
    const key = await stack.newKey(account);
    const range = { from: new Date("2026-03-05T00:00:00Z"), to: new Date("2026-03-08T00:00:00Z") };
    days = [...generateTraffic({ ...OPTIONS, ...range, assistantId, sessionsPerDay: 150 })];
    for (const batch of days) {
      expect(await stack.record(batch)).toEqual({
        status: 202,
        accepted: batch.events.length,
        duplicates: 0,
        foreign_hosts: null,
        kept_from: null,
      });
    }
    report = async (name, more = {}) => {
      const parameters = {
        assistant_id: assistantId,
        start_date: "2026-03-05",
        end_date: "2026-03-07",
        ...more,
      };
      const { status, body } = await stack.get(`/api/v1/analytics/${name}`, parameters, key);
      expect(status).toBe(200);
      return body;
    };
  });
  afterAll(() => stack.stop());

  test("page views and visitors are those generated, in all and on each day", async () => {
    const counted = (day: string) => {
      const viewed = days.map((batch) => ({
        visitor: batch["visitor"],
        views: eventsOf([batch], "page_view").filter(({ at }) => String(at).startsWith(day)).length,
      }));
      const visitors = new Set(viewed.filter(({ views }) => views > 0).map(({ visitor }) => visitor));
      return [viewed.reduce((sum, { views }) => sum + views, 0), visitors.size];
    };
    const [total_pageviews, total_unique_visitors] = counted("");
    expect(await report("pageviews")).toMatchObject({
      data: ["2026-03-05", "2026-03-06", "2026-03-07"].map((date) => {
        const [pageviews, unique_visitors] = counted(date);
        return { date, pageviews, unique_visitors };
      }),
      summary: { total_pageviews, total_unique_visitors },
    });
  });

  test("sessions are the batches", async () => {
    expect(await report("sessions")).toMatchObject({ meta: { total: days.length } });
    const engaged = days.filter((batch) => eventsOf([batch], "widget_open").length > 0).length;
    expect(await report("sessions", { widget_engaged: "true" })).toMatchObject({ meta: { total: engaged } });
  });

  test("each session is its batch, field by field", async () => {
    const toSeconds = (instant: unknown) => `${String(instant).slice(0, 19)}Z`;
    const expected = days.map((batch) => {
      const views = eventsOf([batch], "page_view");
      const [first, last] = [views[0] ?? {}, views.at(-1) ?? {}];
      const started_at = toSeconds(first["at"]);
      const instants = batch.events.map(({ at, exited_at = at }) => String(exited_at)).sort();
      const ended_at = toSeconds(instants.at(-1));
      const { source, medium, referrer_url, utm_source, utm_medium, utm_campaign, utm_content, utm_term } =
        first;
      const { ip_hash, country, device_type, browser, os, screen_width, screen_height, language } = batch;
      const closes = eventsOf([batch], "widget_close").map((close) => Number(close["duration_seconds"]));
      return {
        visitor_id: `v_${batch["visitor"]}`,
        session_date: started_at.slice(0, 10),
        started_at,
        ended_at,
        duration_seconds: (Date.parse(ended_at) - Date.parse(started_at)) / 1_000,
        pages_viewed: views.length,
        entry_page: first["path"],
        exit_page: last["path"],
        traffic_source: {
          source,
          medium,
          referrer_url,
          utm_source,
          utm_medium,
          utm_campaign,
          utm_content,
          utm_term,
        },
        visitor: { ip_hash, country, device_type, browser, os, screen_width, screen_height, language },
        widget: {
          engaged: eventsOf([batch], "widget_open").length > 0,
          widget_session_seconds: closes.reduce((sum, seconds) => sum + seconds, 0),
        },
      };
    });
    expect((await report("sessions", { limit: "500" }))["data"]).toEqual(expected.reverse());
  });

  test("countries, devices, browsers and systems are those generated", async () => {
    const column = (name: string) => tally(days.map((batch) => text(batch[name])));
    const listed = (column: string, rows: [string | null, number][]) =>
      rows.map(([name, sessions]) => ({ [column]: name, sessions }));
    expect(await report("geography")).toMatchObject({
      data: listed("country", column("country")),
      total_sessions: days.length,
    });
    expect(await report("devices")).toMatchObject({
      device_types: listed("type", column("device_type")),
      browsers: listed("browser", column("browser")),
      operating_systems: listed("os", column("os")),
    });
  });

  test("sources are those of the landing pages", async () => {
    const landed = tally(days.map(({ events: [first] }) => `${first?.["source"]} ${first?.["medium"]}`));
    expect(await report("traffic-sources")).toMatchObject({
      data: landed.map(([name, sessions]) => {
        const [source, medium] = name.split(" ");
        return { source, medium: medium === "null" ? null : medium, sessions };
      }),
      total_sessions: days.length,
    });
  });

  test("pages are those generated, with their titles and times", async () => {
    const views = eventsOf(days, "page_view");
    const paths = tally(views.map(({ path }) => String(path)));
    expect(await report("pages")).toMatchObject({
      data: paths.map(([path, pageviews]) => ({
        page_url: path,
        page_title: views.find((view) => view["path"] === path)?.["title"],
        pageviews,
      })),
      meta: { total: paths.length },
    });
  });

  test("widget events are those generated, in order", async () => {
    const order = (event: Record<string, unknown>) => `${event["at"]} ${event["id"]}`;
    const generated = days
      .flatMap(({ visitor, events }) =>
        events.map((event): Record<string, unknown> => ({ ...event, visitor })),
      )
      .filter((event) => event["type"] !== "page_view")
      .sort((one, other) => (order(one) < order(other) ? -1 : 1));
    expect(await report("widget-events", { limit: "500" })).toMatchObject({
      data: generated.map((event) => ({
        id: event["id"],
        event_type: event["type"],
        visitor_id: `v_${event["visitor"]}`,
        session_id: event["session_id"],
        page_url: event["path"],
        duration_seconds: event["duration_seconds"] ?? null,
      })),
      meta: { total: generated.length },
    });
  });
});
