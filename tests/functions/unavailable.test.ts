import { describe, expect, test } from "vitest";
import { z } from "zod";
import { openapiDocument } from "../../src/reference/document.ts";
import { outage } from "../support/outage.ts";

const it = outage();

const { paths } = z
  .object({ paths: z.record(z.string(), z.record(z.string(), z.looseObject({}))) })
  .parse(openapiDocument());

/** What records is told of in tests/spill; health has its own answer, and the reference asks nobody. */
const ELSEWHERE = ["/api/v1/events", "/.netlify/functions/track", "/api/v1/openapi.json", "/api/v1/health"];

const operations = Object.entries(paths)
  .filter(([path]) => !ELSEWHERE.includes(path))
  .flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== "options")
      .map((method) => [method.toUpperCase(), path.replace("{chatbot_id}", "ast_x")] as const),
  );

/** Keys and share links are managed with the token of a session only, which Auth looks at. */
const isManaging = (path: string) => /generate-api-key|share-links/.test(path);

const SHAPES: [RegExp, unknown][] = [
  [/^\/portal-api\//, { detail: expect.stringContaining("retry in 10 seconds") }],
  [/^\/api\/dashboard\//, { error: "UNAVAILABLE", details: expect.stringContaining("retry in 10 seconds") }],
  [
    /./,
    { error: { code: "UNAVAILABLE", message: expect.stringContaining("retry in 10 seconds"), status: 503 } },
  ],
];
const shapeOf = (path: string) => SHAPES.find(([pattern]) => pattern.test(path))?.[1];

const ask = (method: string, path: string, key: string) =>
  it.stack().request(path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(path.startsWith("/portal-api/") && { "x-api-key": key }) },
    ...(method === "POST" && { body: "{}" }),
  });

describe("while the database can't be reached", () => {
  test.each(operations)(
    "%s %s answers 503 in its documented shape, and when to ask again",
    async (method, path) => {
      await it.gate().set("refusing");
      const tokens = isManaging(path) ? [it.account().token] : [it.key(), it.account().token];
      // A key in X-API-KEY is all that Seasalt takes.
      for (const token of path.startsWith("/portal-api/") ? [it.key()] : tokens) {
        const { status, headers, body } = await ask(method, path, token);
        expect([status, headers.get("retry-after"), body]).toEqual([503, "10", shapeOf(path)]);
      }
      await it.gate().set("open");
      expect((await ask(method, path, it.key())).status).not.toBe(503);
    },
  );
});

describe("while the database does not answer", () => {
  test("a request is given up after five seconds", async () => {
    await it.gate().set("silent");
    const began = Date.now();
    const answers = await Promise.all([
      ask("GET", "/api/v1/assistants", it.key()),
      ask("GET", "/api/v1/assistants", it.account().token),
      ask("GET", "/api/v1/analytics/overview", it.key()),
      ask("GET", "/api/dev/v1/chatbots/ast_x/analytics/overview", it.key()),
      ask("GET", "/api/dashboard/analytics/stats/overview", it.key()),
      ask("GET", "/api/agent/analytics/user", it.key()),
      ask("POST", "/portal-api/api/v1/analytics/generate_analytics", it.key()),
      ask("GET", "/api/v1/share-links", it.account().token),
      ask("POST", "/.netlify/functions/generate-api-key", it.account().token),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
    expect(Math.round((Date.now() - began) / 1_000)).toBe(5);
  });
});
