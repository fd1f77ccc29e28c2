import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Ask, askOf, filledIn } from "../../src/dashboard/reference/ask.ts";
import { readDocument } from "../../src/dashboard/reference/document.ts";
import { exampleIn, LANGUAGES } from "../../src/dashboard/reference/examples.ts";
import { openapiDocument } from "../../src/reference/document.ts";
import { RUNNABLE, run } from "../support/programs.ts";

const READER = { assistant: "ast_mine", first: "2026-10-25", last: "2026-11-21" };
const HOSTILE = `it's "quoted" & $HOME \`id\` $(id) \\ {x} %41 + é 日本 #?/;|<>\n!`;

const reference = readDocument(JSON.parse(JSON.stringify(openapiDocument())));
const operations = reference.apis.flatMap((api) => api.operations);

function operationOf(id: string) {
  const operation = operations.find((one) => one.id === id);
  if (operation === undefined) {
    throw new Error(`There is no operation ${id}.`);
  }
  return operation;
}

const asked = (id: string, values: Record<string, string> = {}, origin = "https://site.example"): Ask => {
  const operation = operationOf(id);
  const filled = filledIn(operation, READER);
  return askOf(operation, { ...filled, values: { ...filled.values, ...values } }, origin);
};

const heard = z.object({
  method: z.string(),
  path: z.string(),
  query: z.array(z.tuple([z.string(), z.string()])),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

/** Answers with what it was asked, as it came. */
const echo = createServer((request, response) => {
  const chunks: Uint8Array[] = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const url = new URL(request.url ?? "", "http://localhost");
    response.end(
      JSON.stringify({
        method: request.method,
        path: url.pathname,
        query: [...url.searchParams],
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      }),
    );
  });
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => echo.close(resolve)));

describe("an example", () => {
  test.each(RUNNABLE)("in %s sends what was filled in, whatever is in it", async (language) => {
    const send = async (ask: Ask) =>
      heard.parse(
        JSON.parse(await run(language, exampleIn(language, ask), { PHONA_KEY: "k'1", PHONA_TOKEN: "t 1" })),
      );
    const values = { page_url: HOSTILE, assistant_id: "''" };
    expect(await send(asked("getPageviews", values, origin))).toMatchObject({
      method: "GET",
      path: "/api/v1/analytics/pageviews",
      query: [
        ["assistant_id", "''"],
        ["start_date", "2026-10-25"],
        ["end_date", "2026-11-21"],
        ["page_url", HOSTILE],
      ],
      headers: { authorization: "Bearer k'1" },
      body: "",
    });

    const inPath = await send(asked("getChatbotOverview", { chatbot_id: HOSTILE }, origin));
    expect(inPath.path).toBe(`/api/dev/v1/chatbots/${encodeURIComponent(HOSTILE)}/analytics/overview`);

    const inHeader = await send(asked("getUsers", { client: "", "wbb-client": `'$HOME" \\` }, origin));
    expect(inHeader.headers["wbb-client"]).toBe(`'$HOME" \\`);
    expect(inHeader.query.map(([name]) => name)).toEqual(["dateFrom", "dateTo"]);

    const revoked = await send(asked("revokeApiKey", { id: HOSTILE }, origin));
    expect(revoked).toMatchObject({
      method: "DELETE",
      query: [["id", HOSTILE]],
      headers: { authorization: "Bearer t 1" },
    });
  });

  test.each(RUNNABLE)("in %s sends the body that was filled in, JSON or not", async (language) => {
    const operation = operationOf("reportEvents");
    const send = async (body: string, type: string) => {
      const ask = askOf(operation, { values: {}, body, type }, origin);
      return heard.parse(JSON.parse(await run(language, exampleIn(language, ask), { PHONA_KEY: "k" })));
    };
    const json = { text: HOSTILE, isTrue: true, none: null, list: [1.5, { a: [] }] };
    const sent = await send(JSON.stringify(json), "application/json");
    expect([sent.method, sent.headers["content-type"]]).toEqual(["POST", "application/json"]);
    expect(JSON.parse(sent.body)).toEqual(json);
    const lines = `{"text":${JSON.stringify(HOSTILE)}}\n{"id":2}\n`;
    expect((await send(lines, "application/x-ndjson")).body).toBe(lines);
    expect((await send(`{"half: '`, "application/json")).body).toBe(`{"half: '`);
  });

  test("reads as one would write it", () => {
    const ask = asked("getPageviews", { granularity: "hour" });
    expect(exampleIn("curl", ask)).toBe(`curl -G 'https://site.example/api/v1/analytics/pageviews' \\
  -H "Authorization: Bearer $PHONA_KEY" \\
  --data-urlencode 'assistant_id=ast_mine' \\
  --data-urlencode 'start_date=2026-10-25' \\
  --data-urlencode 'end_date=2026-11-21' \\
  --data-urlencode 'granularity=hour'`);
    expect(exampleIn("JavaScript", ask)).toBe(`const query = new URLSearchParams({
  "assistant_id": "ast_mine",
  "start_date": "2026-10-25",
  "end_date": "2026-11-21",
  "granularity": "hour",
});
const response = await fetch(\`https://site.example/api/v1/analytics/pageviews?\${query}\`, {
  headers: { "Authorization": \`Bearer \${process.env.PHONA_KEY}\` },
});
console.log(await response.text());`);
    expect(exampleIn("Python", ask)).toBe(`import os
import urllib.parse
import urllib.request

query = urllib.parse.urlencode({
    "assistant_id": "ast_mine",
    "start_date": "2026-10-25",
    "end_date": "2026-11-21",
    "granularity": "hour",
})
request = urllib.request.Request(
    "https://site.example/api/v1/analytics/pageviews?" + query,
    headers={
        "Authorization": "Bearer " + os.environ["PHONA_KEY"],
    },
)
with urllib.request.urlopen(request) as response:
    print(response.read().decode())`);
  });

  test("has a body of the reader's days where one has days, in the header that the API wants its key in", () => {
    const operation = operationOf("generateAnalytics");
    const body = `{\n  "metric": "total_usage",\n  "from_date": "2026-10-25T00:00:00"\n}`;
    const ask = askOf(operation, { ...filledIn(operation, READER), body }, "https://site.example");
    const path = "https://site.example/portal-api/api/v1/analytics/generate_analytics";
    expect(exampleIn("Python", ask)).toBe(`import os
import urllib.request

request = urllib.request.Request(
    "${path}",
    method="POST",
    headers={
        "X-API-KEY": os.environ["PHONA_KEY"],
        "Content-Type": "application/json",
    },
    data=${JSON.stringify(body)}.encode(),
)
with urllib.request.urlopen(request) as response:
    print(response.read().decode())`);
    expect(exampleIn("JavaScript", ask)).toContain('\n  body: JSON.stringify({\n    "metric"');
  });

  test("of no operation has a credential in it", () => {
    for (const operation of operations) {
      const ask = askOf(operation, filledIn(operation, READER), "https://site.example");
      for (const language of LANGUAGES) {
        expect(exampleIn(language, ask)).not.toMatch(/phona_(live|share)_|undefined|\[object/);
      }
    }
  });
});
