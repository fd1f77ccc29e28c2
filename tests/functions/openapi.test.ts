import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { clock } from "../../src/clock.ts";
import { EXAMPLE_ASSISTANT } from "../../src/http/parameters.ts";
import { openapiDocument } from "../../src/reference/document.ts";
import { EVENTS, logged } from "../support/logging.ts";
import { batch, pageView } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

const PATH = "/api/v1/openapi.json";

let stack: Stack;
let account: Account;
const now = clock.now;
beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
});
afterAll(() => stack.stop());
beforeEach(() => {
  clock.now = () => new Date("2026-11-20T10:00:00Z");
});
afterEach(() => {
  clock.now = now;
});

const example = z.object({ value: z.unknown() });
const document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        security: z.array(z.record(z.string(), z.array(z.string()))),
        parameters: z
          .array(
            z.object({
              name: z.string(),
              in: z.string(),
              required: z.boolean().default(false),
              example: z.string().optional(),
            }),
          )
          .default([]),
        requestBody: z
          .object({
            content: z.object({ "application/json": z.object({ examples: z.record(z.string(), example) }) }),
          })
          .optional(),
      }),
    ),
  ),
});
const operations = Object.entries(document.parse(openapiDocument()).paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method: method.toUpperCase(),
    ...operation,
  })),
);

describe("GET /openapi.json", () => {
  test("gives the document to anybody, without a key", async () => {
    const { status, body, headers } = await stack.request(PATH);
    expect([status, body]).toEqual([200, JSON.parse(JSON.stringify(openapiDocument()))]);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  test("may be read by the pages of other sites, and kept for an hour", async () => {
    const { headers } = await stack.request(PATH);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cache-control")).toBe("public, max-age=3600, stale-while-revalidate=86400");
    expect(headers.get("x-ratelimit-limit")).toBeNull();
  });

  test.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "answers %s with 405 and what is allowed",
    async (method) => {
      const { status, body, headers } = await stack.request(PATH, { method });
      expect([status, body.error.code, headers.get("allow")]).toEqual([405, "METHOD_NOT_ALLOWED", "GET"]);
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );
});

describe("the examples of the document", () => {
  /** A credential of each kind that an operation may need. */
  async function credentials(security: Record<string, string[]>[]): Promise<Record<string, string>> {
    const [scheme, scopes] = Object.entries(security[0] ?? {})[0] ?? [];
    if (scheme === undefined || scopes === undefined) {
      return {};
    }
    const token = scheme === "sessionToken" ? account.token : await stack.newKey(account, { scopes });
    return scheme === "apiKeyHeader" ? { "x-api-key": token } : { authorization: `Bearer ${token}` };
  }

  /** Has the session or the conversation recorded that an example asks for by its name. */
  async function recordNamed(named: Record<string, string>): Promise<void> {
    const { visitor_id: visitor, started_at: at, conversation_id } = named;
    if (visitor !== undefined && at !== undefined) {
      await stack.record(batch(EXAMPLE_ASSISTANT, visitor.replace("v_", ""), [pageView(at, "/")]));
    }
    if (conversation_id !== undefined) {
      const event = logged("conversation.started", { conversation_id });
      const key = await stack.newKey(account, { scopes: ["events:write"] });
      const body = JSON.stringify([{ ...event, assistant_id: EXAMPLE_ASSISTANT }]);
      expect((await stack.request(EVENTS, { method: "POST", key, body })).status).toBe(200);
    }
  }

  test.each(operations.filter(({ method }) => !["OPTIONS", "DELETE"].includes(method)))(
    "can be sent as they are to $method $path",
    async ({ path, method, security, parameters, requestBody }) => {
      await stack.execute("delete from public.assistants where id = $1", [EXAMPLE_ASSISTANT]);
      await stack.newAssistant(account, { id: EXAMPLE_ASSISTANT });
      const headers = await credentials(security);
      const given = Object.fromEntries(
        parameters.flatMap(({ name, in: place, example }) =>
          place === "query" && example !== undefined ? [[name, example]] : [],
        ),
      );
      await recordNamed(given);
      const bodies = Object.values(requestBody?.content["application/json"].examples ?? {});
      for (const body of bodies.length === 0 ? [undefined] : bodies) {
        const answer = await stack.request(path.replace(/\{\w+\}/, EXAMPLE_ASSISTANT), {
          method,
          headers: {
            ...headers,
            "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
          },
          parameters: given,
          ...(body !== undefined && { body: JSON.stringify(body.value) }),
        });
        expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
        expect(answer.body.refused ?? []).toEqual([]);
      }
    },
  );
});
