import { z } from "zod";
import type { Asking } from "../http/endpoint.ts";
import { EXAMPLE_ASSISTANT } from "../http/parameters.ts";
import { type Json, jsonSchema } from "./json-schema.ts";
import type { Operation } from "./operation.ts";

const fieldsOf = z.object({
  properties: z.record(
    z.string(),
    z.looseObject({ description: z.string().optional(), examples: z.array(z.unknown()).optional() }),
  ),
  required: z.array(z.string()).default([]),
});

/** The parameters of a method: of its path, its URL and its headers. */
export function parametersOf({ parameters, alsoIn = {}, inPath }: Asking): Json[] {
  const { properties, required } = fieldsOf.parse(
    parameters === undefined ? { properties: {} } : jsonSchema(parameters, "input").schema,
  );
  const ofUrl = Object.entries(properties).flatMap(([name, { description, examples, ...schema }]): Json[] => {
    const header = alsoIn[name];
    const example = examples?.[0];
    const common = { schema, ...(example !== undefined && { example }) };
    const isRequired = required.includes(name);
    if (header === undefined) {
      return [{ name, in: "query", required: isRequired, description, ...common }];
    }
    const either = isRequired ? " Required, here or there." : "";
    return [
      {
        name,
        in: "query",
        description: `${description} May come as the header \`${header}\` too.${either}`,
        ...common,
      },
      { name: header, in: "header", description: `In place of \`${name}\`.`, ...common },
    ];
  });
  const ofPath = {
    name: inPath,
    in: "path",
    required: true,
    description: "The id of an assistant of this account.",
    schema: { type: "string" },
    example: EXAMPLE_ASSISTANT,
  };
  return [...(inPath === undefined ? [] : [ofPath]), ...ofUrl];
}

/** The body of a method; undefined where it has none. A body that nothing of is required may be left out. */
export function bodyOf({ body }: Asking, { examples, otherBodies = {} }: Operation): Json | undefined {
  if (body === undefined) {
    return undefined;
  }
  const shown = Object.entries(examples ?? {}).map(([summary, value], index) => [
    `example${index + 1}`,
    { summary, value },
  ]);
  const others = Object.entries(otherBodies).map(([type, { description, example }]) => [
    type,
    { schema: { type: "string", description }, example },
  ]);
  return {
    required: !body.safeParse({}).success,
    content: {
      "application/json": { schema: jsonSchema(body, "input").schema, examples: Object.fromEntries(shown) },
      ...Object.fromEntries(others),
    },
  };
}
