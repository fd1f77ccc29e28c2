import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { sha256Hex } from "../../src/auth/hashing.ts";
import { clock } from "../../src/clock.ts";
import { standBetween } from "../support/between.ts";
import { logLines } from "../support/log-lines.ts";
import { EVENTS, oneOfEach } from "../support/logging.ts";
import { PATH as GENERATE_ANALYTICS } from "../support/seasalt.ts";
import { type Account, type Answer, type Stack, startStack } from "../support/stack.ts";

const KEYS = "/.netlify/functions/generate-api-key";
const LINKS = "/api/v1/share-links";
const RANGE = { start_date: "2026-04-01", end_date: "2026-04-30" };

let stack: Stack;
let account: Account;
let assistant_id: string;
let between: Awaited<ReturnType<typeof standBetween>>;
beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
  assistant_id = await stack.newAssistant(account);
  between = await standBetween(stack.supabase.url);
});
afterAll(async () => {
  await between.stop();
  await stack.stop();
});
beforeEach(() => between.begin());

const create = async (path: string, body: Record<string, unknown>) =>
  (await stack.request(path, { method: "POST", key: account.token, body: JSON.stringify(body) })).body.data;
const revoke = (path: string, id: string) =>
  stack.request(path, { method: "DELETE", key: account.token, parameters: { id } });

/** Every row of every table of the product, as text. */
async function everything(): Promise<string> {
  const tables = await stack.execute(`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'analytics', 'supabase_migrations')`);
  expect(tables.length).toBeGreaterThan(20);
  const rows = await Promise.all(
    tables.map(({ name }) => stack.execute(`select t::text as row from ${name} as t`)),
  );
  return rows
    .flat()
    .map(({ row }) => String(row))
    .join("\n");
}

describe("a credential", () => {
  test("is nowhere but with who holds it: in no statement, in no table and in no log, from its first to its last use", async () => {
    const lines = logLines();
    const scopes = ["analytics:read", "events:write"];
    const { key, id } = await create(KEYS, { name: "Sync", scopes });
    const { token, id: link } = await create(LINKS, { assistant_id, name: "Board" });
    const body = JSON.stringify(oneOfEach());
    const answers = [
      await stack.get("/api/v1/analytics/pages", { assistant_id, ...RANGE }, key),
      await stack.get("/api/v1/analytics/pages", { assistant_id, ...RANGE }, token),
      await stack.get("/api/v1/analytics/sessions", { assistant_id, ...RANGE, format: "csv" }, key),
      await stack.request(EVENTS, { method: "POST", key, body }),
      await stack.request(GENERATE_ANALYTICS, {
        method: "POST",
        headers: { "x-api-key": key },
        body: JSON.stringify({ metric: "total_usage" }),
      }),
      await stack.request(KEYS, { key: account.token }),
      await revoke(KEYS, id),
      await revoke(LINKS, link),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const refused = [
      await stack.get("/api/v1/assistants", {}, key),
      await stack.get("/api/v1/assistants", {}, token),
    ];
    expect(refused.map(({ status }) => status)).toEqual([401, 401]);

    const [said, kept, logged] = [between.sent(), await everything(), JSON.stringify(lines)];
    for (const secret of [key, token]) {
      const [start, end] = [secret.slice(0, 19), secret.slice(-12)];
      for (const text of [said, kept, logged]) {
        expect(text).not.toContain(start);
        expect(text).not.toContain(end);
      }
      expect(said).toContain(sha256Hex(secret));
      expect(kept).toContain(sha256Hex(secret));
    }
    expect(lines.length).toBe(answers.length + refused.length + 2);
  });

  test("is looked up by its hash alone: one that begins as a key does is not known for that", async () => {
    const { key } = await create(KEYS, { name: "Sync" });
    for (const near of [key.slice(0, -1), `${key}0`, key.toLowerCase(), `${key.slice(0, -1)}-`]) {
      between.begin();
      expect((await stack.get("/api/v1/assistants", {}, near)).status).toBe(401);
      expect(between.sent()).toContain(`"key_hash":"${sha256Hex(near)}"`);
    }
  });

  test("that is revoked is refused at the next request", async () => {
    const { key, id } = await create(KEYS, { name: "Sync" });
    const ask = () => stack.get("/api/v1/assistants", {}, key);
    expect((await ask()).status).toBe(200);
    await revoke(KEYS, id);
    expect([(await ask()).status, (await ask()).status]).toEqual([401, 401]);
  });

  test("that is revoked during requests serves each whole or refuses it, and none after", async () => {
    const { now } = clock;
    let minutes = 0;
    // Each comes a minute after the one before: what is tested here is not the limit.
    clock.now = () => new Date(now().getTime() + minutes++ * 60_000);
    onTestFinished(() => {
      clock.now = now;
    });
    for (const _ of Array(4)) {
      const { key, id } = await create(KEYS, { name: "Sync" });
      let isRevoked = false;
      const whole = (await stack.get("/api/v1/analytics/devices", { assistant_id, ...RANGE }, key)).body;
      const askers = Array.from({ length: 8 }, async () => {
        const answers: { wasRevoked: boolean; answer: Answer }[] = [];
        for (let last = 200; last === 200; ) {
          const wasRevoked = isRevoked;
          const answer = await stack.get("/api/v1/analytics/devices", { assistant_id, ...RANGE }, key);
          answers.push({ wasRevoked, answer });
          last = answer.status;
        }
        return answers;
      });
      expect((await revoke(KEYS, id)).status).toBe(200);
      isRevoked = true;
      const all = (await Promise.all(askers)).flat();
      const served = all.filter(({ answer }) => answer.status === 200);
      expect(served.filter(({ wasRevoked }) => wasRevoked)).toEqual([]);
      expect(served.map(({ answer }) => answer.body)).toEqual(served.map(() => whole));
      const refused = all.filter(({ answer }) => answer.status !== 200);
      expect(refused.map(({ answer }) => answer.body.error.code)).toEqual(Array(8).fill("UNAUTHORIZED"));
    }
  });
});
