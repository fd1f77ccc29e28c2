import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { clock } from "../../src/clock.ts";
import { standBetween } from "../support/between.ts";
import { logLines } from "../support/log-lines.ts";
import { batch, pageView, times, visitor, widgetEvent } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

const RANGE = { start_date: "2026-04-01", end_date: "2026-04-30" };
const SESSIONS = 2_345;

let stack: Stack;
let between: Awaited<ReturnType<typeof standBetween>>;
let account: Account;
let assistant_id: string;

/** One session with a widget event for each number, some in the same instant. */
const batches = (numbers: number[]) =>
  numbers.map((number) => {
    const at = new Date(Date.UTC(2026, 3, 1) + Math.floor(number / 3) * 600_000).toISOString();
    return batch(assistant_id, visitor(number + 1), [
      pageView(at, `/${number % 700}`),
      widgetEvent(at, "widget_open", `/${number % 700}`, { session_id: `s_${number}` }),
    ]);
  });
const record = (recorded: unknown[]) =>
  stack.execute("select public.record_events(batch) from jsonb_array_elements($1::text::jsonb) as batch", [
    JSON.stringify(recorded),
  ]);

beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
  assistant_id = await stack.newAssistant(account);
  await record(batches(times(SESSIONS, (number) => number)));
  between = await standBetween(stack.supabase.url);
}, 60_000);
afterAll(async () => {
  await between.stop();
  await stack.stop();
});

const rows = z.object({ data: z.array(z.record(z.string(), z.unknown())) });
const ask = async (report: string, key: string, parameters: Record<string, string>) =>
  (await stack.get(`/api/v1/analytics/${report}`, { assistant_id, ...RANGE, ...parameters }, key)).body;
const all = async (report: string, key: string) => rows.parse(await ask(report, key, { limit: "all" })).data;

/** What the pages of JSON have, one after the other. */
async function paged(report: string): Promise<unknown[]> {
  const key = await stack.newKey(account);
  const pages = await Promise.all(
    times(5, (number) => ask(report, key, { limit: "500", offset: String(number * 500) })),
  );
  return pages.flatMap((page) => rows.parse(page).data);
}

/** The cells of a table of which none is quoted, by the names of their columns. */
function tableOf(text: string): Record<string, string>[] {
  const [names = "", ...lines] = text.trimEnd().split("\r\n");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.split(",").map((name, place) => [name, cells[place] ?? ""]));
  });
}

/** A row of JSON as it is in a table: text, under the path of each field. */
const flat = (row: object, path = ""): Record<string, string> =>
  Object.entries(row).reduce<Record<string, string>>(
    (cells, [name, value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.assign(cells, flat(value, `${path}${name}.`))
        : Object.assign(cells, { [path + name]: String(value ?? "") }),
    {},
  );

describe("a list in whole", () => {
  test.each([
    ["sessions", SESSIONS],
    ["widget-events", SESSIONS],
    ["pages", 700],
  ])("of %s is exactly what its pages are, as CSV and as JSON", async (report, length) => {
    const key = await stack.newKey(account);
    const expected = await paged(report);
    expect(expected).toHaveLength(length);
    expect(await all(report, key)).toEqual(expected);
    const table = tableOf(await ask(report, key, { format: "csv" }));
    expect(table).toEqual(expected.map((row) => flat(Object(row))));
    const rest = tableOf(await ask(report, key, { format: "csv", offset: "600" }));
    expect(rest).toEqual(table.slice(600));
  });

  test("is the same with a filter", async () => {
    const key = await stack.newKey(account);
    const parameters = { widget_engaged: "true", source: "direct", timezone: "Asia/Kolkata", limit: "all" };
    const found = rows.parse(await ask("sessions", key, parameters)).data;
    const unfiltered = await all("sessions", key);
    expect(found).toHaveLength(SESSIONS);
    expect(found.map((row) => row["visitor_id"])).toEqual(unfiltered.map((row) => row["visitor_id"]));
  });

  test("is read 500 rows at a time, and a ranking at once, and counts as one request", async () => {
    const key = await stack.newKey(account);
    const now = clock.now;
    clock.now = () => new Date("2026-11-20T10:00:30Z");
    onTestFinished(() => {
      clock.now = now;
    });
    const calls: unknown[] = [];
    for (const report of ["sessions", "widget-events", "pages"]) {
      between.begin();
      const parameters = { assistant_id, ...RANGE, format: "csv" };
      const { headers } = await stack.get(`/api/v1/analytics/${report}`, parameters, key);
      calls.push([between.calls().length, headers.get("x-ratelimit-remaining")]);
    }
    expect(calls).toEqual([
      [5, "59"],
      [5, "58"],
      [1, "57"],
    ]);
    between.begin();
    const parameters = { assistant_id, ...RANGE, format: "csv" };
    const { headers } = await stack.get("/api/v1/analytics/sessions", parameters, account.token);
    expect(between.calls()).toHaveLength(6);
    expect(headers.get("x-ratelimit-remaining")).toBe("299");
  });
});

describe("while a list is read", () => {
  /** An assistant of its own with 1,200 sessions, and what is listed of it before anything happens. */
  async function prepared(report: string) {
    assistant_id = await stack.newAssistant(account);
    await record(batches(times(1_200, (number) => number)));
    const key = await stack.newKey(account);
    between.begin();
    return { key, before: await all(report, key) };
  }
  /** What happens once, before the database is asked for the second page. */
  const once = (happens: () => Promise<unknown>) =>
    between.begin((count) => (count === 2 ? happens() : undefined));
  const later = (count: number) => record(batches(times(count, (number) => 5_000 + number)));

  test("sessions that begin later move nothing, and are not in it", async () => {
    const { key, before } = await prepared("sessions");
    once(() => later(300));
    expect(await all("sessions", key)).toEqual(before);
    between.begin();
    expect(await all("sessions", key)).toHaveLength(1_500);
  });

  test("widget events that happen later follow at its end", async () => {
    const { key, before } = await prepared("widget-events");
    once(() => later(30));
    const read = await all("widget-events", key);
    expect(read).toHaveLength(1_230);
    expect(read.slice(0, 1_200)).toEqual(before);
  });

  test("a visitor who is erased takes no other row along", async () => {
    const { key, before } = await prepared("sessions");
    const gone = before.slice(0, 10).map((row) => String(row["visitor_id"]).slice(2));
    once(() =>
      stack.execute(
        `select analytics.erase_person(key, 'v_' || visitor)
         from public.assistants, jsonb_array_elements_text($2::text::jsonb) as visitor where id = $1`,
        [assistant_id, JSON.stringify(gone)],
      ),
    );
    expect(await all("sessions", key)).toEqual(before);
  });

  /** How much of a table came before the connection ended without its end. */
  async function cutOff(key: string): Promise<number> {
    const search = new URLSearchParams({ assistant_id, ...RANGE, format: "csv" });
    const response = await fetch(`${stack.url}/api/v1/analytics/sessions?${search}`, {
      // What is being compressed is not all sent.
      headers: { authorization: `Bearer ${key}`, "accept-encoding": "identity" },
    });
    expect(response.status).toBe(200);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const read = async () => {
      for (let part = await reader?.read(); !part?.done; part = await reader?.read()) {
        text += part?.value ?? "";
      }
    };
    await expect(read()).rejects.toThrow("terminated");
    return tableOf(text).length;
  }

  const revoke = () =>
    stack.execute("update public.api_keys set revoked_at = now() where account_id = $1::text::uuid", [
      account.id,
    ]);
  test.each<[string, () => Promise<unknown>]>([
    ["a page of it fails", async () => 503],
    ["the key is revoked", revoke],
    ["more comes in than can be joined", () => later(600)],
  ])("%s, and the reader is told by a connection that ends too early", async (_, happens) => {
    const { key } = await prepared("sessions");
    const lines = logLines();
    once(happens);
    expect(await cutOff(key)).toBe(500);
    expect(lines).toMatchObject([
      {
        level: "error",
        endpoint: "/api/v1/analytics/sessions",
        status: 200,
        error: { name: expect.stringMatching(/Error$/) },
      },
    ]);
  });
});
