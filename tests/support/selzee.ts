import { beforeEach, describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { conversing } from "./conversing.ts";
import { type LogEvent, logged } from "./logging.ts";
import { randomAddress } from "./stack.ts";

/** The instant at which the documented examples are asked for. */
const NOW = "2026-02-24T15:00:00.000Z";

export const WEEK = { timeframe_days: 7, start_date: "2026-02-17", end_date: "2026-02-24" };

/** So many hours before now. */
export const hoursAgo = (hours: number): string =>
  new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

/** What a browser's user token does, an hour ago unless `more` says otherwise. */
export const visited = (type: string, number: number, more: Record<string, unknown> = {}): LogEvent =>
  logged(type, { user_token: `token_${number}_`, at: hoursAgo(1), ...more });

const refusal = (error: string, details: RegExp) => ({ error, details: expect.stringMatching(details) });

/**
 * For the tests of one endpoint: what `conversing` gives, at the time of the examples and with the
 * parameters that it can't be without, and the refusals of all.
 */
export function askingSelzee(name: string, required: Record<string, string> = {}) {
  const path = `/api/dashboard/analytics/stats/${name}`;
  const talk = conversing(path);
  beforeEach(() => {
    clock.now = () => new Date(NOW);
  });
  const get = (parameters: Record<string, string> = {}) =>
    talk.get({ chatbot_id: talk.assistantId(), ...required, ...parameters });
  const ask = async (parameters: Record<string, string> = {}) => (await get(parameters)).body;

  /** That each of these parameters is refused with 422, and why. */
  const refuses = (cases: [string, Record<string, string>, RegExp][]) =>
    test.each(cases)("refuses %s with 422", async (_, parameters, details) => {
      const answer = await get(parameters);
      expect([answer.status, answer.body]).toEqual([422, refusal("INVALID_PARAMETER", details)]);
    });

  describe(`Selzee's ${name}, as each of its endpoints`, () => {
    refuses([["an unknown parameter", { chatbot: "x" }, /^Unknown parameter "chatbot"/]]);

    test("refuses a request without a chatbot, a key or the right method, in its own shape", async () => {
      const { stack } = talk;
      const key = await stack().newKey(talk.account());
      const none = await stack().get(path, required, key);
      expect([none.status, none.body]).toEqual([
        422,
        refusal("MISSING_PARAMETER", /^chatbot_id is required$/),
      ]);
      const stranger = await stack().get(path, { chatbot_id: "x" });
      expect([stranger.status, stranger.body]).toEqual([401, refusal("UNAUTHORIZED", /API key$/)]);
      const posted = await stack().request(path, { method: "POST", key });
      expect([posted.status, posted.body, posted.headers.get("allow")]).toEqual([
        405,
        refusal("METHOD_NOT_ALLOWED", /use GET$/),
        "GET",
      ]);
    });

    test("knows no chatbot of another account", async () => {
      const theirs = await talk.stack().newAssistant(await talk.stack().newAccount());
      const answer = await get({ chatbot_id: theirs });
      expect([answer.status, answer.body]).toEqual([
        404,
        refusal("ASSISTANT_NOT_FOUND", /^The chatbot_id does not belong/),
      ]);
    });

    test("takes the key in X-API-KEY too", async () => {
      const key = await talk.stack().newKey(talk.account());
      const answer = await talk.stack().request(path, {
        headers: { "x-api-key": key },
        ip: randomAddress(),
        parameters: { chatbot_id: talk.assistantId(), ...required },
      });
      expect([answer.status, answer.body]).toEqual([200, await ask()]);
    });
  });

  return { ...talk, get, ask, refuses };
}

/** The same of an endpoint whose timeframe is in days. */
export function describingSelzee(name: string) {
  const talk = askingSelzee(name);

  describe(`Selzee's ${name}, as each of its endpoints about days,`, () => {
    talk.refuses([
      ["a timeframe of 0", { timeframe: "0" }, /^timeframe: expected .* 1 to 365$/],
      ["one of 366", { timeframe: "366" }, /^timeframe: expected .* 1 to 365$/],
      ["one in words", { timeframe: "week" }, /^timeframe: expected .* 1 to 365$/],
    ]);

    test("looks back so many days to the second, and seven by itself", async () => {
      expect(await talk.ask({ timeframe: "365" })).toMatchObject({
        timeframe_days: 365,
        start_date: "2025-02-24",
        end_date: "2026-02-24",
      });
      expect(await talk.ask()).toMatchObject({ timeframe_days: 7 });
    });
  });

  return talk;
}
