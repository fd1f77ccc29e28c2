import * as z from "zod/mini";

/** What a value may be, as far as the page shows it. */
export type Schema = {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  format?: string | undefined;
  description?: string | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  default?: unknown;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  required?: string[] | undefined;
  properties?: Record<string, Schema> | undefined;
  additionalProperties?: boolean | Schema | undefined;
  items?: Schema | undefined;
  anyOf?: Schema[] | undefined;
  oneOf?: Schema[] | undefined;
};

const text = z.optional(z.string());
const number = z.optional(z.number());

const schema: z.ZodMiniType<Schema> = z.lazy(() =>
  z.object({
    $ref: text,
    type: z.optional(z.union([z.string(), z.array(z.string())])),
    format: text,
    description: text,
    enum: z.optional(z.array(z.unknown())),
    const: z.optional(z.unknown()),
    default: z.optional(z.unknown()),
    minimum: number,
    maximum: number,
    minLength: number,
    maxLength: number,
    minItems: number,
    maxItems: number,
    required: z.optional(z.array(z.string())),
    properties: z.optional(z.record(z.string(), schema)),
    additionalProperties: z.optional(z.union([z.boolean(), schema])),
    items: z.optional(schema),
    anyOf: z.optional(z.array(schema)),
    oneOf: z.optional(z.array(schema)),
  }),
);

const media = z.object({
  schema: z.optional(schema),
  example: z.optional(z.unknown()),
  examples: z._default(z.record(z.string(), z.object({ summary: z.string(), value: z.unknown() })), {}),
});

const answer = z.object({
  description: z.string(),
  content: z._default(z.record(z.string(), media), {}),
});

const parameter = z.object({
  name: z.string(),
  in: z.enum(["query", "path", "header"]),
  description: z._default(z.string(), ""),
  required: z._default(z.boolean(), false),
  schema,
  example: z.optional(z.unknown()),
});

const operation = z.object({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z._default(z.array(parameter), []),
  requestBody: z.optional(
    z.object({ required: z._default(z.boolean(), false), content: z.record(z.string(), media) }),
  ),
  responses: z.record(z.string(), z.union([z.object({ $ref: z.string() }), answer])),
});

const document = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({
    schemas: z.record(z.string(), schema),
    responses: z.record(z.string(), answer),
    securitySchemes: z.record(z.string(), z.object({ description: z.string() })),
  }),
});

export type Parameter = z.infer<typeof parameter>;
type Media = z.infer<typeof media>;
export type Answer = z.infer<typeof answer> & { status: string };

/** What an operation is opened with: by the name of its scheme, with the scopes that a key needs. */
type Credential = { scheme: string; scopes: string[] };

export type Operation = {
  id: string;
  api: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  credentials: Credential[];
  parameters: Parameter[];
  body: { required: boolean; content: Record<string, Media> } | undefined;
  answers: Answer[];
  /** Whether it only asks, so that it may be sent from a page without a second thought. */
  isQuestion: boolean;
};

export type Api = { name: string; anchor: string; description: string; operations: Operation[] };

export type Reference = {
  title: string;
  description: string;
  apis: Api[];
  /** Schemas that others refer to by their names. */
  named: Record<string, Schema>;
  /** What each kind of credential is, by the name of its scheme. */
  schemes: Record<string, string>;
};

type Document = z.infer<typeof document>;

const nameIn = ($ref: string): string => $ref.slice($ref.lastIndexOf("/") + 1);

function operationOf(
  path: string,
  method: string,
  found: z.infer<typeof operation>,
  { components }: Document,
): Operation {
  const credentials = found.security.flatMap((one) =>
    Object.entries(one).map(([scheme, scopes]) => ({ scheme, scopes })),
  );
  const answers = Object.entries(found.responses).flatMap(([status, one]): Answer[] => {
    const shown = "$ref" in one ? components.responses[nameIn(one.$ref)] : one;
    return shown === undefined ? [] : [{ status, ...shown }];
  });
  return {
    id: found.operationId,
    api: found.tags[0] ?? "",
    method: method.toUpperCase(),
    path,
    summary: found.summary,
    description: found.description,
    credentials,
    parameters: found.parameters,
    body: found.requestBody,
    answers,
    isQuestion: method === "get" || credentials.some(({ scopes }) => scopes.includes("analytics:read")),
  };
}

/** Reads an OpenAPI document of ours as what the page shows: the operations of each API, in their order. */
export function readDocument(given: unknown): Reference {
  const read = z.parse(document, given);
  const operations = Object.entries(read.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => operationOf(path, method, one, read)),
  );
  const schemes = Object.entries(read.components.securitySchemes).map(([name, one]) => [
    name,
    one.description,
  ]);
  return {
    title: read.info.title,
    description: read.info.description,
    apis: read.tags.map(({ name, description }) => ({
      name,
      description,
      anchor: `api-${name.toLowerCase().replace(/\W+/g, "-")}`,
      operations: operations.filter(({ api }) => api === name),
    })),
    named: read.components.schemas,
    schemes: Object.fromEntries(schemes),
  };
}

/** A schema itself, where one only refers to it. What is said of it here goes before what it says. */
export function resolved(given: Schema, named: Record<string, Schema>): Schema {
  const { $ref, ...rest } = given;
  return $ref === undefined ? given : { ...named[nameIn($ref)], ...rest };
}
