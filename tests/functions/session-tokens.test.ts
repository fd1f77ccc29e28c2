import { createHmac } from "node:crypto";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { JWT_SECRET } from "../../src/local/supabase.ts";
import { expectError } from "../support/contract.ts";
import { CONVERSATION_REPORTS, REPORTS, running } from "../support/reporting.ts";
import { PATH as GENERATE_ANALYTICS } from "../support/seasalt.ts";
import { batch, pageView, visitor } from "../support/seed.ts";
import type { Account } from "../support/stack.ts";

const RANGE = { start_date: "2026-04-10", end_date: "2026-04-10" };
const EVENTS = "/api/v1/events";

const stack = running();
const now = clock.now;
afterEach(() => {
  clock.now = now;
});

/** An account with one assistant, which was visited once. */
async function visited(): Promise<{ account: Account; assistant_id: string }> {
  const account = await stack().newAccount();
  const assistant_id = await stack().newAssistant(account);
  await stack().record(batch(assistant_id, visitor(1), [pageView("2026-04-10T12:00:00Z", "/pricing")]));
  return { account, assistant_id };
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The same token with other claims, signed as Auth would. */
function withClaims(token: string, claims: Record<string, unknown>): string {
  const [header = "", payload = ""] = token.split(".");
  const original = JSON.parse(Buffer.from(payload, "base64url").toString());
  const text = `${header}.${encoded({ ...original, ...claims })}`;
  return `${text}.${createHmac("sha256", JWT_SECRET).update(text).digest("base64url")}`;
}

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

describe("a session token", () => {
  test.each([...REPORTS, ...CONVERSATION_REPORTS])(
    "gets the same %s as a key of the account",
    async (report) => {
      const { account, assistant_id } = await visited();
      const key = await stack().newKey(account);
      const path = `/api/v1/analytics/${report}`;
      const [byKey, bySession] = [
        await stack().get(path, { assistant_id, ...RANGE }, key),
        await stack().get(path, { assistant_id, ...RANGE }, account.token),
      ];
      expect(bySession.status).toBe(200);
      expect(bySession.body).toEqual(byKey.body);
    },
  );

  test("lists the account's assistants and nobody else's", async () => {
    const { assistant_id, account } = await visited();
    await visited();
    const { status, body } = await stack().get("/api/v1/assistants", {}, account.token);
    expect([status, body.data.map(({ id }: { id: string }) => id)]).toEqual([200, [assistant_id]]);
    const nobody = await stack().newAccount();
    expect((await stack().get("/api/v1/assistants", {}, nobody.token)).body.data).toEqual([]);
  });

  test("finds no assistant of another account, in the words for one that does not exist", async () => {
    const [{ account }, { assistant_id: foreign }] = [await visited(), await visited()];
    for (const report of REPORTS) {
      const ask = (assistant_id: string) =>
        stack().get(`/api/v1/analytics/${report}`, { assistant_id, ...RANGE }, account.token);
      const [answer, unknown] = [await ask(foreign), await ask("ast_nobody")];
      expectRefused(answer, 404, "ASSISTANT_NOT_FOUND");
      expect(answer.body).toEqual(unknown.body);
    }
  });

  test("opens the reports in the shapes of other APIs, wherever their keys are sent", async () => {
    const { account, assistant_id: chatbot_id } = await visited();
    const overview = "/api/dashboard/analytics/stats/overview";
    expect((await stack().get(overview, { chatbot_id }, account.token)).status).toBe(200);
    const seasalt = await stack().request(GENERATE_ANALYTICS, {
      method: "POST",
      headers: { "x-api-key": account.token },
      body: JSON.stringify({ metric: "total_usage", time_unit: "day" }),
    });
    expect(seasalt.status).toBe(200);
  });

  test("is refused where it has expired, whose it was or not", async () => {
    const { account } = await visited();
    const path = "/api/v1/assistants";
    const fresh = withClaims(account.token, { exp: seconds(Date.now()) + 60 });
    expect((await stack().get(path, {}, fresh)).status).toBe(200);
    const expired = withClaims(account.token, { exp: seconds(Date.now()) - 60 });
    const answer = await stack().get(path, { nonsense: "1" }, expired);
    expectError(answer, 401, "UNAUTHORIZED", /^Missing or invalid session token$/);
  });

  test.each([
    ["that nobody has signed", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA"],
    ["that is none, with as many parts", "a.b.c"],
  ])("is refused %s, before parameters are looked at", async (_, token) => {
    const answer = await stack().get("/api/v1/analytics/pages", { nonsense: "1" }, token);
    expectError(answer, 401, "UNAUTHORIZED", /^Missing or invalid session token$/);
  });

  test("is refused once its session was signed out", async () => {
    const leaver = await stack().newAccount();
    const client = stack().client();
    await client.auth.signInWithPassword({ email: leaver.email, password: leaver.password });
    const token = (await client.auth.getSession()).data.session?.access_token ?? "";
    expect((await stack().get("/api/v1/assistants", {}, token)).status).toBe(200);
    await client.auth.signOut();
    expectError(await stack().get("/api/v1/assistants", {}, token), 401, "UNAUTHORIZED");
  });

  test("reports no events: that takes a key", async () => {
    const { account } = await visited();
    const answer = await stack().request(EVENTS, { method: "POST", key: account.token, body: "[]" });
    expectError(answer, 401, "UNAUTHORIZED", /API key/);
  });

  test("is told of wrong parameters, methods and what the plan lacks as a key is", async () => {
    const { account, assistant_id } = await visited();
    const path = "/api/v1/analytics/sessions";
    const unknown = await stack().get(path, { nonsense: "1" }, account.token);
    expectRefused(unknown, 400, "INVALID_PARAMETER");
    const withAddress = { assistant_id, ...RANGE, include: "ip" };
    expectRefused(await stack().get(path, withAddress, account.token), 403, "FORBIDDEN");
    const posted = await stack().request(path, { method: "POST", key: account.token });
    expectError(posted, 405, "METHOD_NOT_ALLOWED", /use GET/);
  });

  test("has 300 requests a minute for all sessions of the account, apart from its keys", async () => {
    clock.now = () => new Date("2026-11-20T10:00:30Z");
    const { account } = await visited();
    const left = ({ headers }: { headers: Headers }) => [
      headers.get("x-ratelimit-limit"),
      headers.get("x-ratelimit-remaining"),
    ];
    expect(left(await stack().get("/api/v1/assistants", {}, account.token))).toEqual(["300", "299"]);
    const { data } = await stack().client().auth.signInWithPassword(account);
    const other = data.session?.access_token ?? "";
    expect(left(await stack().get("/api/v1/assistants", {}, other))).toEqual(["300", "298"]);
    await stack().execute("update analytics.rate_limits set minute_count = 300 where subject = $1", [
      `account:${account.id}`,
    ]);
    onTestFinished(async () => {
      await stack().execute("delete from analytics.rate_limits where subject like 'account:%'");
    });
    const refused = await stack().get("/api/v1/assistants", {}, account.token);
    expectRefused(refused, 429, "RATE_LIMITED");
    expect(refused.headers.get("retry-after")).toBe("30");
    const key = await stack().newKey(account);
    expect(left(await stack().get("/api/v1/assistants", {}, key))).toEqual(["60", "59"]);
  });
});

function expectRefused(answer: { status: number; body: unknown }, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { error: { code, status } } });
}
