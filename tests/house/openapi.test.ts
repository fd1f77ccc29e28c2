import { readdirSync } from "node:fs";
import type { Config } from "@netlify/functions";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Endpoint } from "../../src/http/endpoint.ts";
import { ApiError, type ErrorCode } from "../../src/http/errors.ts";
import { openapiDocument } from "../../src/reference/document.ts";
import { MEANINGS } from "../../src/reference/refusals.ts";
import { documentedHeaders, undocumented } from "../support/documented.ts";

type Part = Record<string, unknown>;

const functions = new URL("../../netlify/functions/", import.meta.url);
const written = JSON.parse(JSON.stringify(openapiDocument()));

const shown = z.object({ summary: z.string(), value: z.unknown() });
const media = z.looseObject({
  schema: z.record(z.string(), z.unknown()),
  example: z.unknown().optional(),
  examples: z.record(z.string(), shown).default({}),
});
const content = z.record(z.string(), media);
const parameter = z.looseObject({
  name: z.string(),
  in: z.enum(["query", "path", "header"]),
  description: z.string().min(1),
  required: z.boolean().optional(),
  schema: z.record(z.string(), z.unknown()),
  example: z.unknown().optional(),
});
const operation = z.looseObject({
  operationId: z.string(),
  tags: z.array(z.string()).length(1),
  summary: z.string().min(1),
  description: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameter).default([]),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: content.optional() })),
});
const { paths, tags, components } = z
  .looseObject({
    paths: z.record(z.string(), z.record(z.string(), operation)),
    tags: z.array(z.object({ name: z.string(), description: z.string() })),
    components: z.looseObject({ responses: z.record(z.string(), z.looseObject({ content })) }),
  })
  .parse(written);

const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, found]) => ({ path, method, ...found })),
);

/** Every part of the document that is an object, wherever it is. */
function partsOf(value: unknown): Part[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const inside = Object.values(value).flatMap(partsOf);
  return Array.isArray(value) ? inside : [Object.fromEntries(Object.entries(value)), ...inside];
}

/** Every endpoint file that is asked, with what its function says it takes. */
async function loadEndpoints() {
  const files = readdirSync(functions).filter((file) => !file.startsWith("cron-"));
  return Promise.all(
    files.map(async (file) => {
      const loaded: { default: Endpoint; config?: Config } = await import(new URL(file, functions).href);
      const named = loaded.config?.path ?? `/.netlify/functions/${file.replace(/\.ts$/, "")}`;
      const served = [named].flat().map((path) => path.replace(/:(\w+)/g, "{$1}"));
      return { file, served, asked: loaded.default.asked };
    }),
  );
}
const endpoints = await loadEndpoints();

const ajv = new Ajv2020({ strict: false });
addFormats(ajv);
ajv.addSchema({ ...written, $id: "openapi.json" }, "openapi.json", false, false);

/** Whether values are as a schema of the document says. */
function problemsOf(schema: Part, value: unknown): string[] {
  const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi.json#/components/'));
  const validate = ajv.compile(local);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe("the OpenAPI document", () => {
  test("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(written));
    expect([valid, errors, validator.version]).toEqual([true, undefined, "3.1"]);
  });

  test("has each method of each endpoint, at each of its paths, and nothing else", () => {
    const served = endpoints.flatMap(({ served, asked }) =>
      served
        // One that differs from another in its letters' case only is the same to a reader.
        .filter(
          (path, place) => served.findIndex((one) => one.toLowerCase() === path.toLowerCase()) === place,
        )
        .flatMap((path) => asked.map(({ method }) => `${method} ${path}`)),
    );
    const described = operations
      .filter(({ method }) => method !== "options")
      .map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    expect(described.sort()).toEqual(served.sort());
    expect(operations.filter(({ method }) => method === "options").map(({ path }) => path)).toEqual([
      "/.netlify/functions/track",
    ]);
  });

  test("gives each operation an id of its own and one of the groups that it explains", () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids).toEqual([...new Set(ids)]);
    expect([...new Set(operations.flatMap((one) => one.tags))]).toEqual(tags.map(({ name }) => name));
  });

  test("refers to what is there, and has no part that nothing refers to", () => {
    const found = new Set(partsOf(written).flatMap(({ $ref }) => (typeof $ref === "string" ? [$ref] : [])));
    const there = Object.entries<Part>(written.components)
      .filter(([kind]) => kind !== "securitySchemes")
      .flatMap(([kind, parts]) => Object.keys(parts).map((name) => `#/components/${kind}/${name}`));
    expect([...found].sort()).toEqual(there.sort());
  });

  test("lets no answer have a field that it does not name", () => {
    const answers = [operations.flatMap((one) => Object.values(one.responses)), components];
    const objects = partsOf(answers).filter(({ type, schema }) => type === "object" && schema === undefined);
    expect(objects.length).toBeGreaterThan(50);
    const open = objects.filter(({ additionalProperties }) => {
      const isMap =
        typeof additionalProperties === "object" && Object.keys(Object(additionalProperties)).length > 0;
      return additionalProperties !== false && !isMap;
    });
    // The document itself, as its own endpoint answers it, and whatever is held on a visitor.
    expect(open.map(({ required }) => required)).toEqual([["openapi"], ["type", "at"]]);
  });

  test("says of each figure of an answer what it is", () => {
    const numbers = partsOf([operations.flatMap((one) => Object.values(one.responses)), components])
      .flatMap(({ properties }) => Object.entries<Part>(Object(properties)))
      .filter(([, { type }]) => [type].flat().some((one) => one === "integer" || one === "number"));
    expect(numbers.length).toBeGreaterThan(100);
    expect(numbers.filter(([, { description }]) => !description).map(([name]) => name)).toEqual([]);
  });

  test("explains every code of an error, and shows each with the status that it has", () => {
    const codes = Object.keys(MEANINGS) as ErrorCode[];
    const examples = Object.values(components.responses).flatMap(({ content }) =>
      Object.values(content).flatMap((one) => Object.keys(one.examples)),
    );
    expect([...new Set(examples)].sort()).toEqual([...codes].sort());
    for (const code of codes) {
      expect(written.info.description).toContain(`| \`${code}\` | ${MEANINGS[code].meaning} |`);
      expect(new ApiError(code, "").body.error.code).toBe(code);
    }
  });

  test("gives examples of answers and bodies that are as it says", () => {
    const media = [
      ...operations.flatMap(({ requestBody, responses }) => [requestBody, ...Object.values(responses)]),
      ...Object.values(components.responses),
    ].flatMap((one) => Object.values(one?.content ?? {}));
    expect(media.length).toBeGreaterThan(70);
    for (const { schema, example, examples } of media) {
      const values = [
        ...(example === undefined ? [] : [example]),
        ...Object.values(examples).map(({ value }) => value),
      ];
      for (const value of values) {
        expect(problemsOf(schema, value), JSON.stringify(value)).toEqual([]);
      }
    }
  });

  test("gives examples of parameters that are as it says, and that the endpoint takes", () => {
    for (const { served, asked, file } of endpoints) {
      for (const { method, parameters, body } of asked) {
        const found = paths[served[0] ?? ""]?.[method.toLowerCase()];
        const given = (found?.parameters ?? []).filter(({ example }) => example !== undefined);
        for (const { schema, example } of given) {
          expect(problemsOf(schema, example), file).toEqual([]);
        }
        const ofUrl = given.filter((one) => one.in === "query").map(({ name, example }) => [name, example]);
        expect(parameters?.safeParse(Object.fromEntries(ofUrl)).success ?? true, file).toBe(true);
        const bodies = Object.values(found?.requestBody?.content["application/json"]?.examples ?? {});
        expect(bodies.length > 0, file).toBe(body !== undefined);
        expect(bodies.filter(({ value }) => !body?.safeParse(value).success)).toEqual([]);
      }
    }
  });
});

describe("an answer that differs from the OpenAPI document", () => {
  const path = "/api/v1/analytics/geography";
  const headers = documentedHeaders();
  const body = { data: [{ country: "GB", sessions: 2, pct: 100 }], total_sessions: 2 };
  const differs = (change: { status?: number; headers?: Headers; body?: unknown }, method = "GET") =>
    undocumented(path, method, { status: 200, headers, body, ...change });

  test("is found by a field that is new, missing or of another type, by its status and by its headers", () => {
    expect(differs({})).toEqual([]);
    expect(differs({ body: { ...body, more: 1 } })).toEqual([expect.stringMatching(/additional properties/)]);
    expect(differs({ body: { data: body.data } })).toEqual([expect.stringMatching(/total_sessions/)]);
    expect(differs({ body: { ...body, total_sessions: "2" } })).toEqual([expect.stringMatching(/integer/)]);
    expect(differs({ body: undefined })).toEqual([expect.stringMatching(/has no body/)]);
    expect(differs({ status: 201 })).toEqual([expect.stringMatching(/201 is not documented/)]);
    expect(differs({ headers: new Headers() })).toHaveLength(5);
    expect(differs({}, "POST")).toEqual([expect.stringMatching(/200 is not documented/)]);
  });

  test("is found by a code that is not one of its status", () => {
    const error = (code: string) => ({ status: 404, body: { error: { code, message: "", status: 404 } } });
    expect(differs(error("ASSISTANT_NOT_FOUND"))).toEqual([]);
    expect(differs(error("KEY_NOT_FOUND"))).toEqual([expect.stringMatching(/allowed values/)]);
  });
});
