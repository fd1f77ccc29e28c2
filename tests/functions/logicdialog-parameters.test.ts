import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectError } from "../support/contract.ts";
import { said } from "../support/conversing.ts";
import { at, describingLogicdialog, ENDPOINTS, MONDAY, pathOf } from "../support/logicdialog.ts";

const { account, answer, ask, assistantId, get, reportAll, stack } = describingLogicdialog("message");

const RANGE = { dateFrom: "2026-04-06", dateTo: "2026-04-08" };

/** Asks with a new key for the range of these tests: with a client in the URL, in the header, or both. */
const asking = async (client: { inUrl?: string; inHeader?: string }, key?: string) =>
  stack().request(pathOf("message"), {
    key: key ?? (await stack().newKey(account())),
    parameters: { ...RANGE, ...(client.inUrl !== undefined && { client: client.inUrl }) },
    ...(client.inHeader !== undefined && { headers: { "wbb-client": client.inHeader } }),
  });

describe("Logicdialog's client", () => {
  const counted = (client: string) => ({
    ...answer({ client }),
    data: expect.any(Array),
    totals: { messages: 1 },
  });

  test("is an assistant's id or its name, in the URL or in a header", async () => {
    await reportAll([said("c1", at(MONDAY))]);
    for (const client of [assistantId(), "Acme"]) {
      for (const way of [{ inUrl: client }, { inHeader: client }, { inUrl: client, inHeader: client }]) {
        expect((await asking(way)).body).toEqual(counted(client));
      }
    }
  });

  test("that is told twice, and not the same, is refused by both", async () => {
    expectError(
      await asking({ inUrl: "Acme", inHeader: "acme" }),
      400,
      "INVALID_PARAMETER",
      /^client and the header wbb-client differ: "Acme" and "acme"; expected one of them, or both the same$/,
    );
    // Also where both mean the same assistant: what is echoed can be one only.
    expectError(await asking({ inUrl: "Acme", inHeader: assistantId() }), 400, "INVALID_PARAMETER", /differ/);
  });

  test("that several assistants have as their name is refused, and their ids are not", async () => {
    const second = await stack().newAssistant(account());
    expectError(
      await asking({ inUrl: "Acme" }),
      400,
      "INVALID_PARAMETER",
      /^client: several assistants of this account have this name; expected the id of one of them$/,
    );
    expect((await asking({ inUrl: second })).status).toBe(200);
    expect((await asking({ inUrl: assistantId() })).status).toBe(200);
  });

  test("is the assistant of this id, whatever others are called", async () => {
    await reportAll([said("c1", at(MONDAY))]);
    await stack().newAssistant(account(), { name: assistantId() });
    expect((await asking({ inUrl: assistantId() })).body).toEqual(counted(assistantId()));
  });

  test("of another account, by id or name, is as unknown as one that does not exist", async () => {
    const stranger = await stack().newAccount();
    const theirs = await stack().newAssistant(stranger, { name: "Theirs" });
    const answers = await Promise.all(
      [theirs, "Theirs", "ast_none", "acme"].map((inUrl) => asking({ inUrl })),
    );
    for (const found of answers) {
      expectError(found, 404, "ASSISTANT_NOT_FOUND", /^The client does not belong to this account$/);
    }
    // A name is looked for in one's own account only.
    await stack().newAssistant(stranger, { name: "Acme" });
    expect((await asking({ inUrl: "Acme" })).status).toBe(200);
  });

  test("of a key that is bound to one assistant is that one only, and its name means it", async () => {
    await reportAll([said("c1", at(MONDAY))]);
    const other = await stack().newAssistant(account());
    const named = await stack().newAssistant(account(), { name: "Other" });
    const key = await stack().newKey(account(), { assistant_id: assistantId() });
    for (const inUrl of [other, named, "Other"]) {
      expectError(await asking({ inUrl }, key), 404, "ASSISTANT_NOT_FOUND");
    }
    expect((await asking({ inUrl: "Acme" }, key)).body).toEqual(counted("Acme"));
    expectError(await asking({}, key), 400, "MISSING_PARAMETER", /^client is required$/);
  });

  test.each(["ümläut & 🦊", "a%2Bb c", "' or true --", "x".repeat(200), "🦊".repeat(200)])(
    "may be called %s",
    async (name) => {
      await stack().newAssistant(account(), { name });
      expect((await asking({ inUrl: name })).body.client).toBe(name);
    },
  );
});

describe("Logicdialog's parameters", () => {
  const WANTED =
    /^date(From|To): expected a date such as 2026-01-31, or an ISO 8601 time with offset such as/;

  test.each([
    ["a time without an offset", { dateFrom: "2026-04-06T10:00:00" }, WANTED],
    ["a date that does not exist", { dateTo: "2026-04-31" }, WANTED],
    ["a time that does not exist", { dateTo: "2026-04-30T25:00:00Z" }, WANTED],
    ["a date as it is spoken", { dateFrom: "yesterday" }, WANTED],
    ["a number", { dateFrom: "1712000000000" }, WANTED],
    ["no date", { dateFrom: "" }, WANTED],
    ["a time before 1970", { dateFrom: "1969-12-31" }, /^dateFrom: expected a time from 1970 to 9998$/],
    ["a time after 9998", { dateTo: "9999-12-31" }, /^dateTo: expected a time from 1970 to 9998$/],
    ["a year", { resolution: "year" }, /^resolution: expected hour, day, week, month or quarter$/],
    ["another spelling", { resolution: "Day" }, /^resolution: expected hour, day, week, month or quarter$/],
    ["no client", { client: "" }, /^client: expected a value$/],
    ["a client of 401 characters", { client: "x".repeat(401) }, /^client: expected at most 400 characters$/],
    ["a client with a control character", { client: "a\u0000" }, /^client: expected text without control/],
    [
      "an unknown one",
      { date_from: "2026-04-06" },
      /^Unknown parameter "date_from"; this endpoint takes client, dateFrom, dateTo, resolution$/,
    ],
  ])("refuse %s", async (_, parameters, message) => {
    expectError(await get(parameters), 400, "INVALID_PARAMETER", message);
  });

  test.each([
    ["a dateFrom after dateTo", { dateFrom: "2026-04-09" }, /^dateFrom must be before dateTo/],
    ["one far after it", { dateFrom: "2026-05-09" }, /^dateFrom must be before dateTo/],
    [
      "nothing between them",
      { dateFrom: "2026-04-06T10:00:00Z", dateTo: "2026-04-06T12:00:00+02:00" },
      /^dateFrom must be before dateTo/,
    ],
    [
      "3,661 days",
      { dateFrom: "2016-03-31", dateTo: "2026-04-08" },
      /^The range must not exceed 3660 days at the resolution day; from 2016-03-31T00:00:00.000Z to 2026-04-09T00:00:00.000Z it is 3661$/,
    ],
    [
      "367 days by hour",
      { dateFrom: "2025-04-07", dateTo: "2026-04-08", resolution: "hour" },
      /^The range must not exceed 366 days at the resolution hour; .* it is 367$/,
    ],
  ])("refuse, as a range, %s", async (_, parameters, message) => {
    expectError(await get(parameters), 400, "INVALID_DATE_RANGE", message);
  });

  test("refuse a range that begins after now and has no end", async () => {
    const key = await stack().newKey(account());
    const parameters = { client: "Acme", dateFrom: "2026-11-20T10:00:00Z" };
    expectError(
      await stack().get(pathOf("message"), parameters, key),
      400,
      "INVALID_DATE_RANGE",
      /^dateFrom must be before dateTo, which is now where it is left out$/,
    );
  });

  test("take 3,660 days, or 366 by hour, or a moment", async () => {
    const days = await ask({ dateFrom: "2016-04-01" });
    const hours = await ask({ dateFrom: "2025-04-08", resolution: "hour" });
    const moment = await ask({ dateFrom: "2026-04-06T10:00:00.000Z", dateTo: "2026-04-06T10:00:00.001Z" });
    expect([days.data.length, hours.data.length, moment.data.length]).toEqual([3_660, 8_784, 1]);
  });

  test("get an answer or an error that names what was wrong, whatever they are", async () => {
    const nasty = fc.oneof(
      fc.constantFrom(
        "",
        "\u0000",
        "' or 1=1 --",
        "%",
        "null",
        "infinity",
        "0001-01-01",
        "0000-01-01T00:00:00Z",
        "Acme",
      ),
      fc.constantFrom(
        "1970-01-01T00:00:00+14:00",
        "9998-12-31T23:59:59-14:00",
        "2026-04-06T00:00:00.123456789Z",
      ),
      fc.constantFrom("hour", "week", "quarter", "2026-04-01", "2024-02-29"),
      fc.string({ unit: "binary", maxLength: 30 }),
    );
    const names = fc.constantFrom("client", "dateFrom", "dateTo", "resolution", "counts", "__proto__");
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ENDPOINTS), fc.dictionary(names, nasty), async (endpoint, wild) => {
        const parameters = Object.entries({ client: "Acme", ...wild });
        const key = await stack().newKey(account());
        const { status, body } = await stack().request(pathOf(endpoint), { parameters, key });
        expect([200, 400, 404]).toContain(status);
        expect(status === 200 || /.{10}/.test(body.error.message)).toBe(true);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
