import { describe, expect, onTestFinished, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { type Answer, randomAddress, type Stack } from "./stack.ts";

const METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** What every error looks like: the documented shape and nothing else, with the limit's headers. */
export function expectError(answer: Answer, status: number, code: string, message?: string | RegExp): void {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: { error: { code, message: expect.any(String), status } },
  });
  if (message !== undefined) {
    expect(answer.body.error.message).toMatch(message);
  }
  expectRateHeaders(answer);
}

export function expectRateHeaders({ headers }: Answer): void {
  expect(headers.get("x-ratelimit-limit")).toMatch(/^(60|10000)$/);
  expect(headers.get("x-ratelimit-remaining")).toMatch(/^\d+$/);
  const reset = Number(headers.get("x-ratelimit-reset"));
  // The minute may have ended since the request was counted.
  expect(reset).toBeGreaterThan(clock.now().getTime() / 1000 - 30);
  expect(reset).toBeLessThanOrEqual(clock.now().getTime() / 1000 + 86_400);
}

type Endpoint = {
  path: string;
  stack: () => Stack;
  /** One that it takes, if not `start_date`. */
  parameter?: string;
};

/** What every endpoint that an API key opens does, whatever it reports. */
export function describeKeyContract({ path, stack, parameter = "start_date" }: Endpoint): void {
  describe("as every endpoint of an API key, it", () => {
    test.each([
      ["no key", {}],
      ["an unknown key", { authorization: `Bearer phona_live_${"x".repeat(40)}` }],
      ["a malformed key", { authorization: "Bearer 'or 1=1 --" }],
      ["a key under another scheme", { authorization: "Basic cGhvbmE6bGl2ZQ==" }],
      ["an empty bearer", { authorization: "Bearer " }],
      ["a bearer of 5,000 characters", { authorization: `Bearer ${"a".repeat(5_000)}` }],
    ])("refuses %s, before it looks at parameters", async (_, headers) => {
      const answer = await stack().request(path, { headers, parameters: { nonsense: "1" } });
      expectError(answer, 401, "UNAUTHORIZED", /^Missing or invalid API key$/);
      expect(answer.headers.get("x-ratelimit-limit")).toBe("60");
    });

    test("refuses a key that was revoked, expired or lacks the scope", async () => {
      const account = await stack().newAccount();
      const revoked = await stack().newKey(account);
      await stack().execute(
        "update public.api_keys set revoked_at = now() where account_id = $1::text::uuid",
        [account.id],
      );
      const expired = await stack().newKey(account, { expires_at: "2026-01-01T00:00:00Z" });
      const writer = await stack().newKey(account, { scopes: ["events:write"] });
      expectError(await stack().get(path, {}, revoked), 401, "UNAUTHORIZED");
      expectError(await stack().get(path, {}, expired), 401, "UNAUTHORIZED");
      expectError(await stack().get(path, {}, writer), 403, "FORBIDDEN", /analytics:read/);
    });

    test.each(METHODS)("answers %s with 405 and what is allowed, key or not", async (method) => {
      const key = await stack().newKey(await stack().newAccount());
      for (const options of [{ method }, { method, key }]) {
        const answer = await stack().request(path, options);
        expectError(answer, 405, "METHOD_NOT_ALLOWED", /use GET/);
        expect(answer.headers.get("allow")).toBe("GET");
      }
    });

    test("answers HEAD with 405 and no body", async () => {
      const answer = await stack().request(path, { method: "HEAD" });
      expect([answer.status, answer.headers.get("allow"), answer.body]).toEqual([405, "GET", undefined]);
    });

    test("refuses a parameter it does not know by name, and one given twice", async () => {
      const key = await stack().newKey(await stack().newAccount());
      expectError(
        await stack().get(path, { asistant_id: "x" }, key),
        400,
        "INVALID_PARAMETER",
        /^Unknown parameter "asistant_id"; this endpoint takes /,
      );
      const twice = path.endsWith("/assistants") ? "limit" : parameter;
      const answer = await stack().request(path, {
        key,
        parameters: [
          [twice, "2026-04-01"],
          [twice, "2026-04-02"],
        ],
      });
      expectError(answer, 400, "INVALID_PARAMETER", new RegExp(`^${twice} is given more than once`));
    });

    test("counts refused parameters too, and says how many requests are left", async () => {
      const key = await stack().newKey(await stack().newAccount());
      const now = clock.now;
      // One minute for all three, whatever the time is.
      clock.now = () => new Date("2026-11-20T10:00:30Z");
      onTestFinished(() => {
        clock.now = now;
      });
      const remaining: (string | null)[] = [];
      for (const parameters of [{ nonsense: "1" }, {}, { nonsense: "1" }]) {
        remaining.push((await stack().get(path, parameters, key)).headers.get("x-ratelimit-remaining"));
      }
      expect(remaining).toEqual(["59", "58", "57"]);
    });

    test("never caches, and says that it is JSON", async () => {
      const { headers } = await stack().request(path, { ip: randomAddress() });
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("strict-transport-security")).toBe("max-age=63072000");
    });
  });
}

const RANGE = { start_date: "2026-04-01", end_date: "2026-04-30" };

/** What every report about one assistant does with its range and its assistant. */
export function describeReportContract(endpoint: Endpoint): void {
  const { path, stack } = endpoint;
  describeKeyContract(endpoint);

  describe("as every report, it", () => {
    const prepared = async () => {
      const account = await stack().newAccount();
      return {
        key: await stack().newKey(account),
        assistant_id: await stack().newAssistant(account),
        account,
      };
    };

    test.each(["assistant_id", "start_date", "end_date"])("names %s when it is missing", async (missing) => {
      const { key, assistant_id } = await prepared();
      const given = Object.entries({ assistant_id, ...RANGE }).filter(([name]) => name !== missing);
      const answer = await stack().get(path, Object.fromEntries(given), key);
      expectError(answer, 400, "MISSING_PARAMETER", new RegExp(`^${missing} is required`));
    });

    test.each([
      ["start_date", "2026-02-29", /2026-01-31/],
      ["start_date", "2026-4-1", /ISO 8601 date/],
      ["end_date", "30.04.2026", /ISO 8601 date/],
      ["end_date", "2026-04-31", /a date that exists/],
      ["end_date", "2026-04-30T00:00:00Z", /ISO 8601 date/],
      ["end_date", "", /ISO 8601 date/],
      ["start_date", "'; drop table sessions; --", /ISO 8601 date/],
      ["start_date", "0000-01-01", /a date that exists/],
      ["assistant_id", "", /expected a value/],
      ["assistant_id", "ast_\u0000", /control characters/],
      ["assistant_id", "a".repeat(101), /at most 100 characters/],
    ])("refuses %s = %j", async (name, value, message) => {
      const { key, assistant_id } = await prepared();
      const answer = await stack().get(path, { assistant_id, ...RANGE, [name]: value }, key);
      expectError(answer, 400, "INVALID_PARAMETER", message);
      expect(answer.body.error.message).toMatch(new RegExp(`^${name}: expected `));
    });

    test("takes one day, a leap day and 365 days, and refuses 366 and an end before its start", async () => {
      const { key, assistant_id } = await prepared();
      const status = async (start_date: string, end_date: string) =>
        (await stack().get(path, { assistant_id, start_date, end_date }, key)).status;
      expect(await status("2026-04-01", "2026-04-01")).toBe(200);
      expect(await status("2024-02-29", "2024-02-29")).toBe(200);
      expect(await status("2025-01-01", "2025-12-31")).toBe(200);
      const long = await stack().get(
        path,
        { assistant_id, start_date: "2024-01-01", end_date: "2024-12-31" },
        key,
      );
      expectError(long, 400, "INVALID_DATE_RANGE", /365 days.* it is 366$/);
      const reversed = await stack().get(
        path,
        { assistant_id, start_date: "2026-04-02", end_date: "2026-04-01" },
        key,
      );
      // The document's example of an error, word for word; that one day is fine is ruled.
      expect(reversed.body).toEqual({
        error: { code: "INVALID_DATE_RANGE", message: "end_date must be after start_date", status: 400 },
      });
    });

    test("answers for an unknown assistant and for another account's in the same words", async () => {
      const { key } = await prepared();
      const { assistant_id: foreign } = await prepared();
      const answers = [];
      for (const assistant_id of [foreign, "ast_00000000000000000000000000", "<script>alert(1)</script>"]) {
        answers.push(await stack().get(path, { assistant_id, ...RANGE }, key));
      }
      for (const answer of answers) {
        expectError(answer, 404, "ASSISTANT_NOT_FOUND");
        expect(answer.body).toEqual(answers[0]?.body);
      }
    });

    test("answers a key that is bound to one assistant for that one only", async () => {
      const { account, assistant_id } = await prepared();
      const other = await stack().newAssistant(account);
      const key = await stack().newKey(account, { assistant_id });
      expect((await stack().get(path, { assistant_id, ...RANGE }, key)).status).toBe(200);
      expectError(
        await stack().get(path, { assistant_id: other, ...RANGE }, key),
        404,
        "ASSISTANT_NOT_FOUND",
      );
    });
  });
}

/** What every report on what the widget recorded does with filters. */
export function describeFilterContract({ path, stack }: Endpoint): void {
  test("takes every filter and any time zone, all at once, and finds nothing for an assistant without data", async () => {
    const account = await stack().newAccount();
    const assistant_id = await stack().newAssistant(account);
    const key = await stack().newKey(account);
    const filters = {
      ...{ source: "google", medium: "organic", country: "gb", device_type: "mobile", browser: "Chrome" },
      ...{ os: "macOS", language: "en", page_url: "/pricing", entry_page: "https://acme.com/" },
      ...{ utm_source: "a", utm_medium: "b", utm_campaign: "c", utm_content: "d", utm_term: "e" },
      ...{ widget_engaged: "false", timezone: "Asia/Kathmandu" },
    };
    const answer = await stack().get(path, { assistant_id, ...RANGE, ...filters }, key);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body.total_sessions ?? 0).toBe(0);
  });
}
