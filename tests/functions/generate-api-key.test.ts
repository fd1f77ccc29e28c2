import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sha256Hex } from "../../src/auth/hashing.ts";
import { clock } from "../../src/clock.ts";
import { expectError, expectRateHeaders } from "../support/contract.ts";
import { type Account, type Answer, randomAddress, type Stack, startStack } from "../support/stack.ts";

const PATH = "/.netlify/functions/generate-api-key";

let stack: Stack;
let account: Account;
beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
});
afterAll(() => stack.stop());
const now = clock.now;
afterEach(() => {
  clock.now = now;
});

const create = (body?: unknown, token = account.token): Promise<Answer> =>
  stack.request(PATH, {
    method: "POST",
    key: token,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const list = async (token = account.token) => (await stack.request(PATH, { key: token })).body.data;
const revoke = (id: string, token = account.token) =>
  stack.request(PATH, { method: "DELETE", key: token, parameters: { id } });
const statusOf = async (key: string) => (await stack.get("/api/v1/assistants", {}, key)).status;

describe("generate-api-key", () => {
  test("creates a key that works, shows it once, lists it by its prefix, and revokes it at once", async () => {
    const owner = await stack.newAccount();
    const created = await create({ name: "Warehouse sync" }, owner.token);
    expect(created.status).toBe(201);
    expectRateHeaders(created);
    const { key, ...rest } = created.body.data;
    expect(key).toMatch(/^phona_live_[0-9A-Za-z]{40}$/);
    expect(rest).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: "Warehouse sync",
      key_prefix: `${key.slice(0, 18)}...`,
      scopes: ["analytics:read"],
      assistant_id: null,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      last_used_at: null,
      expires_at: null,
    });
    expect(await list(owner.token)).toEqual([rest]);

    expect(await statusOf(key)).toBe(200);
    const [used] = await list(owner.token);
    expect(used.last_used_at).toMatch(/Z$/);

    const revoked = await revoke(rest.id, owner.token);
    expect(revoked.status).toBe(200);
    expect(revoked.body.data).toMatchObject({ id: rest.id, revoked_at: expect.stringMatching(/Z$/) });
    expect(await statusOf(key)).toBe(401);
    expect(await list(owner.token)).toEqual([]);
    expectError(await revoke(rest.id, owner.token), 404, "KEY_NOT_FOUND");
  });

  test("stores of a key its SHA-256 and its first 18 characters, and nothing else", async () => {
    const { key, id } = (await create()).body.data;
    const [row] = await stack.execute(
      "select encode(key_hash, 'hex') as hash, to_jsonb(api_keys)::text as everything from public.api_keys where id = $1::text::uuid",
      [id],
    );
    expect(row?.["hash"]).toBe(sha256Hex(key));
    expect(row?.["everything"]).not.toContain(key.slice(0, 19));
  });

  test("makes a key for what was asked: scopes, one assistant, an end", async () => {
    const assistant_id = await stack.newAssistant(account);
    const wish = {
      name: "Ünïcode & <b>",
      scopes: ["events:write", "analytics:read"],
      assistant_id,
      expires_at: "2099-12-31T23:59:59+02:00",
    };
    const { data } = (await create(wish)).body;
    expect(data).toMatchObject({ ...wish, expires_at: "2099-12-31T21:59:59Z" });
    expect(await statusOf(data.key)).toBe(200);
    clock.now = () => new Date("2099-12-31T21:59:59Z");
    expect(await statusOf(data.key)).toBe(401);
  });

  test("never lets one account see, use for its own or revoke what is another's", async () => {
    const stranger = await stack.newAccount();
    const { id, key } = (await create()).body.data;
    expect(await list(stranger.token)).toEqual([]);
    expectError(await revoke(id, stranger.token), 404, "KEY_NOT_FOUND");
    expect(await statusOf(key)).toBe(200);
    const assistant_id = await stack.newAssistant(account);
    expectError(await create({ assistant_id }, stranger.token), 404, "ASSISTANT_NOT_FOUND");
    expectError(await create({ assistant_id: "ast_nobody" }, stranger.token), 404, "ASSISTANT_NOT_FOUND");
  });

  test.each([
    ["no token", {}],
    ["a token that is none", { authorization: "Bearer nonsense" }],
    ["a token with a wrong signature", { authorization: "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA" }],
  ])("refuses %s, whatever the method", async (_, headers) => {
    for (const method of ["GET", "POST", "DELETE"]) {
      const answer = await stack.request(PATH, { method, headers });
      expectError(answer, 401, "UNAUTHORIZED", /session token/);
    }
  });

  test("refuses an API key where a session token belongs, and a session that was signed out", async () => {
    expectError(await create({}, await stack.newKey(account)), 401, "UNAUTHORIZED");
    const leaver = await stack.newAccount();
    const client = stack.client();
    await client.auth.signInWithPassword({ email: leaver.email, password: leaver.password });
    const { data } = await client.auth.getSession();
    const token = data.session?.access_token ?? "";
    expect((await create({}, token)).status).toBe(201);
    await client.auth.signOut();
    expectError(await create({}, token), 401, "UNAUTHORIZED");
  });

  test.each([
    [{ name: "" }, /^name: expected 1 to 100 characters/],
    [{ name: "x".repeat(101) }, /^name: expected 1 to 100 characters/],
    [{ name: 7 }, /^name: expected a string/],
    [{ name: "a\u0000b" }, /^name: expected text without control characters/],
    [{ scopes: [] }, /^scopes: expected at least one scope/],
    [{ scopes: ["admin"] }, /^scopes.0: expected analytics:read or events:write/],
    [{ expires_at: "tomorrow" }, /^expires_at: expected an ISO 8601 time/],
    [{ expires_at: "2020-01-01T00:00:00Z" }, /^expires_at: expected a time in the future/],
    [{ expires_at: "9999-12-31T23:59:59.999-14:00" }, /^expires_at: expected a time before 9999-12-31/],
    [{ colour: "red" }, /colour/],
    [[], /expected/],
    ["text", /expected/],
  ])("refuses the body %j and makes no key", async (body, message) => {
    const before = (await list()).length;
    expectError(await create(body), 400, "INVALID_PARAMETER", message);
    expect(await list()).toHaveLength(before);
  });

  test.each([
    ["not JSON", "{", 400, /not valid JSON/],
    ["not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), 400, /not valid UTF-8/],
    ["too long", `{"name":"${"x".repeat(11_000)}"}`, 413, /must not exceed/],
    [
      "nested 5,000 deep",
      `{"name":${"[".repeat(4_000)}${"]".repeat(4_000)}}`,
      400,
      /at most 8 levels of nesting/,
    ],
  ])("refuses a body that is %s", async (_, body, status, message) => {
    const answer = await stack.request(PATH, { method: "POST", key: account.token, body });
    expectError(answer, status, status === 413 ? "PAYLOAD_TOO_LARGE" : "INVALID_PARAMETER", message);
  });

  test("names the id that DELETE needs, and refuses one that is none", async () => {
    const without = await stack.request(PATH, { method: "DELETE", key: account.token });
    expectError(without, 400, "MISSING_PARAMETER", /^id is required/);
    expectError(await revoke("1 or 1=1"), 400, "INVALID_PARAMETER", /^id: expected the id of a key/);
    expectError(await revoke(randomUUID()), 404, "KEY_NOT_FOUND");
  });

  test.each(["PUT", "PATCH", "OPTIONS"])("answers %s with 405 and what is allowed", async (method) => {
    const answer = await stack.request(PATH, { method, key: account.token });
    expectError(answer, 405, "METHOD_NOT_ALLOWED", /use GET, POST or DELETE/);
    expect(answer.headers.get("allow")).toBe("GET, POST, DELETE");
  });

  test("slows guessing: an address may ask 60 times a minute", async () => {
    const ip = randomAddress();
    clock.now = () => new Date("2026-11-20T10:00:30Z");
    for (let left = 59; left >= 0; left--) {
      const answer = await stack.request(PATH, { ip });
      expect([answer.status, answer.headers.get("x-ratelimit-remaining")]).toEqual([401, String(left)]);
    }
    const refused = await stack.request(PATH, { ip, key: account.token });
    expectError(refused, 429, "RATE_LIMITED", /retry in 30 seconds/);
    expect(refused.headers.get("retry-after")).toBe("30");
  });
});
