import { z } from "zod";

/** A JSON Schema, or another part of the document. */
export type Json = Record<string, unknown>;

/** Schemas that others refer to, by their names. */
export type Named = Record<string, Json>;

/** A pattern that is longer says nothing to a reader; the format beside it does. */
const LEGIBLE = 60;

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a schema shows in place of what it reads: all of it with a type, else what it has besides. */
function shown({ shown: instead, ...schema }: Json): Json {
  if (!isJson(instead)) {
    return schema;
  }
  const { description, example } = schema;
  const said = {
    ...(description !== undefined && { description }),
    ...(example !== undefined && { example }),
  };
  return { ...(instead["type"] === undefined ? schema : said), ...instead };
}

/** `null` as one more type, or value, of a schema that has one type; what is said of it stays beside. */
function withNull(schema: Json): Json {
  const { anyOf: choices, ...rest } = schema;
  const [choice, none] = Array.isArray(choices) && choices.length === 2 ? choices : [];
  if (!isJson(choice) || !isJson(none) || none["type"] !== "null" || typeof choice["type"] !== "string") {
    return schema;
  }
  const values = choice["enum"];
  return {
    ...choice,
    ...rest,
    type: [choice["type"], "null"],
    ...(Array.isArray(values) && { enum: [...values, null] }),
  };
}

/** Without what only says what a JavaScript number holds, and without a pattern that a format says better. */
function legible(schema: Json): Json {
  const { format, pattern } = schema;
  return Object.fromEntries(
    Object.entries(schema).filter(([name, value]) => {
      const isLimitOfNumbers =
        /^(min|max)imum$/.test(name) && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER;
      const isSaidByFormat = name === "pattern" && format !== undefined && String(pattern).length > LEGIBLE;
      return value !== undefined && !isLimitOfNumbers && !isSaidByFormat;
    }),
  );
}

/** What a schema says of itself, which is no schema: it stays as it is. */
const VALUES = ["examples", "default", "enum", "const", "required"];

/** A schema with all that is in it, as the document has it: its example in a list, its references to components. */
function tidied(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(tidied);
  }
  if (!isJson(value)) {
    return value;
  }
  const { properties, example, $ref, ...rest } = legible(shown(value));
  const parts = Object.entries(rest).map(([name, part]) => [
    name,
    VALUES.includes(name) ? part : tidied(part),
  ]);
  return withNull({
    ...(typeof $ref === "string" && { $ref: $ref.replace("#/$defs/", "#/components/schemas/") }),
    ...Object.fromEntries(parts),
    ...(isJson(properties) && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, tidied(part)])),
    }),
    ...(example !== undefined && { examples: [example] }),
  });
}

/**
 * The JSON Schema of a zod schema, and those that it refers to by name.
 *
 * @param io whether of what it reads or of what it gives
 */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): { schema: Json; named: Named } {
  const { $schema, $defs, ...found } = z.toJSONSchema(schema, { io });
  const named = Object.entries($defs ?? {}).map(([name, part]): [string, Json] => [
    name,
    Object(tidied(part)),
  ]);
  return { schema: Object(tidied(found)), named: Object.fromEntries(named) };
}
