import { describe, expect, test } from "vitest";
import { z } from "zod";
import { openapiDocument } from "../../src/reference/document.ts";

type Schema = {
  $ref?: string | undefined;
  properties?: Record<string, Schema> | undefined;
  items?: Schema | undefined;
  oneOf?: Schema[] | undefined;
};
const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    properties: z.record(z.string(), schema).optional(),
    items: schema.optional(),
    oneOf: z.array(schema).optional(),
  }),
);
const answer = z.object({
  content: z
    .object({
      "application/json": z.object({ schema }),
      "text/csv": z.object({ schema: z.object({ description: z.string() }), example: z.string() }).optional(),
    })
    .partial()
    .default({}),
});
const operation = z.object({
  parameters: z.array(z.object({ name: z.string() })).default([]),
  responses: z.record(z.string(), z.unknown()),
});
const { paths, components } = z
  .object({
    paths: z.record(z.string(), z.record(z.string(), operation)),
    components: z.object({ schemas: z.record(z.string(), schema) }),
  })
  .parse(JSON.parse(JSON.stringify(openapiDocument())));

const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.values(methods).map(({ parameters, responses }) => {
    const { content } = answer.parse(responses["200"] ?? {});
    return { path, parameters, json: content["application/json"]?.schema, table: content["text/csv"] };
  }),
);
const tabled = operations.flatMap(({ path, json, table }) =>
  json === undefined || table === undefined ? [] : [{ path, json, table }],
);

/** What a schema stands for, where it refers to another. */
const resolved = (found: Schema | undefined): Schema =>
  (found?.$ref === undefined ? found : components.schemas[found.$ref.replace("#/components/schemas/", "")]) ??
  {};

/** The paths of the fields of a schema that hold no others, of any of its kinds if there are several. */
function fieldsOf(found: Schema, path = ""): string[] {
  const { properties = {}, oneOf = [] } = resolved(found);
  const fields = Object.entries(properties).flatMap(([name, part]) =>
    resolved(part).properties === undefined ? [path + name] : fieldsOf(part, `${path}${name}.`),
  );
  return [...new Set([...fields, ...oneOf.flatMap((kind) => fieldsOf(kind, path))])];
}

/** The fields of the rows of all breakdowns of a report, without those that say what a row is of. */
const figuresOf = (json: Schema): string[] => {
  const lists = Object.values(json.properties ?? {}).flatMap(({ items }) =>
    items === undefined ? [] : [items],
  );
  return [...new Set(lists.flatMap((items) => fieldsOf(items).slice(1)))];
};

describe("a table", () => {
  test("is what every report answers that takes a format, and no other", () => {
    const takesFormat = operations.filter(({ parameters }) =>
      parameters.some(({ name }) => name === "format"),
    );
    expect(takesFormat.map(({ path }) => path)).toEqual(tabled.map(({ path }) => path));
    expect(tabled.length).toBeGreaterThanOrEqual(8);
  });

  test.each(tabled)("of $path has a column for each field of a row, and says so", ({ json, table }) => {
    const columns = table.example.split("\r\n")[0]?.split(",") ?? [];
    const described = [...table.schema.description.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    expect(described).toEqual(columns);
    const data = resolved(json.properties?.["data"]);
    const beside = fieldsOf({ properties: { ab_test: json.properties?.["ab_test"] ?? {} } });
    const fields = [...fieldsOf(data.items ?? data), ...beside.filter((field) => field !== "ab_test")];
    const [first] = columns;
    if (first === "breakdown") {
      expect(columns.slice(0, 2)).toEqual(["breakdown", "name"]);
      expect(columns.slice(2).sort()).toEqual(figuresOf(json).sort());
    } else {
      // The raw address is there where it is asked for only.
      const expected = fields.filter((field) => field !== "visitor.ip").sort();
      expect(columns.slice(first === "period" ? 1 : 0).sort()).toEqual(expected);
    }
  });
});
