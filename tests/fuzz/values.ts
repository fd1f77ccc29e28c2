import fc, { type Arbitrary } from "fast-check";
import { z } from "zod";

/** What the document says of a value that is sent, as far as a value is made from it. */
export type Schema = {
  type?: string | string[] | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  pattern?: string | undefined;
  format?: string | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  items?: Schema | undefined;
  maxItems?: number | undefined;
  minItems?: number | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  anyOf?: Schema[] | undefined;
  oneOf?: Schema[] | undefined;
  allOf?: Schema[] | undefined;
  examples?: unknown[] | undefined;
};

/** Values that a run knows better than the document, by the names of what they are sent as. */
export type Known = Record<string, Arbitrary<unknown>>;

export const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    items: schema.optional(),
    maxItems: z.number().optional(),
    minItems: z.number().optional(),
    properties: z.record(z.string(), schema).optional(),
    required: z.array(z.string()).optional(),
    anyOf: z.array(schema).optional(),
    oneOf: z.array(schema).optional(),
    allOf: z.array(schema).optional(),
    examples: z.array(z.unknown()).optional(),
  }),
);

/** Values that something in the way may trip over, of every type. */
const NASTY = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "\ufeff",
  "\u202e",
  "🦊".repeat(50),
  "İstanbul",
  "' or 1=1 --",
  "'; drop table public.accounts; --",
  "$1",
  "\\",
  "%",
  "%00",
  "_",
  "../../etc/passwd",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "__proto__",
  "constructor",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "-Infinity",
  "true",
  "[]",
  "{}",
  "-1",
  "0",
  "00",
  "1e309",
  "1e-400",
  "2147483648",
  "9223372036854775808",
  "99999999999999999999",
  "0001-01-01",
  "9999-12-31",
  "2026-02-29",
  "infinity",
  "now",
  "epoch",
  "-infinity",
  "2026-11-20T10:00:00.123456789Z",
  "0001-01-01T00:00:00+14:00",
  "9999-12-31T23:59:59.999-14:00",
  "2026-11-20T24:00:00Z",
  "2026-03-29T02:30:00",
  "Etc/GMT-14",
  "posix/Europe/Berlin",
  "localtime",
  "Factory",
  "all",
  "x".repeat(3_000),
];

export const nastyText: Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...NASTY), weight: 4 },
  { arbitrary: fc.string({ unit: "binary", maxLength: 60 }), weight: 1 },
);

/** A list in a list in a list. */
const deep = fc
  .integer({ min: 1, max: 2_000 })
  .map((depth) => JSON.parse("[".repeat(depth) + "]".repeat(depth)));

export const nastyValue: Arbitrary<unknown> = fc.oneof(
  { arbitrary: nastyText, weight: 3 },
  { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 2 },
  { arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }), weight: 1 },
  { arbitrary: fc.maxSafeInteger(), weight: 1 },
  {
    arbitrary: fc.constantFrom(null, true, [], {}, 0, -1, 1e308, Number.MIN_VALUE, 2 ** 31, 2 ** 53),
    weight: 2,
  },
  { arbitrary: deep, weight: 1 },
);

const TIMES = [
  "2026-11-12T10:00:00Z",
  "2026-11-19T23:59:59.999Z",
  "2026-11-20T10:00:00+01:00",
  "2026-11-01T00:00:00Z",
];

function text({ pattern, format, minLength = 0, maxLength = 60 }: Schema): Arbitrary<unknown> {
  switch (format) {
    case "date":
      return fc.constantFrom(
        "2026-11-01",
        "2026-11-15",
        "2026-11-19",
        "2026-11-20",
        "2026-04-30",
        "2024-02-29",
      );
    case "date-time":
      return fc.constantFrom(...TIMES);
    case "uuid":
      return fc.uuid();
  }
  if (pattern !== undefined && !pattern.includes("\\P")) {
    return fc.stringMatching(new RegExp(pattern));
  }
  const longest = Math.min(maxLength, 60);
  return fc.oneof(
    fc
      .constantFrom("a", "Hello", "https://acme.com/shared", "/shared", "EUR", "en-GB")
      .filter((one) => one.length >= minLength),
    fc.string({ minLength, maxLength: longest }),
    fc.string({ unit: "grapheme", minLength, maxLength: longest }),
  );
}

function typed(type: string, from: Schema, known: Known): Arbitrary<unknown> {
  const { minimum, maximum, items = {}, maxItems = 5, minItems = 0, properties = {}, required = [] } = from;
  switch (type) {
    case "integer":
      return fc.oneof(
        fc.integer({ min: minimum ?? -5, max: Math.min(maximum ?? 400, 400) }),
        fc.constantFrom(...[minimum, maximum].map((end) => end ?? 1)),
      );
    case "number":
      return fc.double({ min: minimum ?? -1e6, max: maximum ?? 1e6, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(valuesOf(items, known), { minLength: minItems, maxLength: Math.min(maxItems, 5) });
    case "object":
      return fc.record(
        Object.fromEntries(
          Object.entries(properties).map(([name, part]) => [name, valuesOf(part, known, name)]),
        ),
        { requiredKeys: required },
      );
    default:
      return text(from);
  }
}

/**
 * Values that are as a schema says, as far as it says so in a way that this understands.
 *
 * @param known in place of what the schema says, by name, or by name and type such as `at:integer`
 */
export function valuesOf(from: Schema, known: Known = {}, name = ""): Arbitrary<unknown> {
  const better = known[`${name}:${from.type}`] ?? known[name];
  if (better !== undefined) {
    return better;
  }
  const { anyOf, oneOf, allOf } = from;
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) {
    return fc.oneof(...choices.map((choice) => valuesOf(choice, known)));
  }
  if (allOf !== undefined) {
    const parts = fc.tuple(...allOf.map((part) => valuesOf(part, known)));
    return parts.map((values) => Object.assign({}, ...values.map(Object)));
  }
  if (from.enum !== undefined) {
    return fc.constantFrom(...from.enum);
  }
  if (from.const !== undefined) {
    return fc.constant(from.const);
  }
  const types = [from.type ?? "string"].flat();
  const made = fc.oneof(...types.map((type) => typed(type, from, known)));
  const examples = from.examples ?? [];
  return examples.length === 0 ? made : fc.oneof(fc.constantFrom(...examples), made);
}
