import fc, { type Arbitrary } from "fast-check";
import { z } from "zod";
import { openapiDocument } from "../../src/reference/document.ts";
import { assistant, chance, FOREIGN, KNOWN, OWN } from "./known.ts";
import { nastyText, nastyValue, type Schema, schema, valuesOf } from "./values.ts";

/** With what a request may come: what it should, or something else. */
const CREDENTIALS = [
  ...(["reader", "writer", "manager", "bound", "session", "shareLink"] as const),
  ...(["none", "garbage", "revoked", "expired"] as const),
];
export type Credential = (typeof CREDENTIALS)[number];

/** A request before it is sent, of one of the two accounts. */
export type Asked = {
  who: 0 | 1;
  method: string;
  path: string;
  credential: Credential;
  /** Whether the credential comes in the header of its own. */
  inOwnHeader: boolean;
  query: [string, string][] | string;
  headers: Record<string, string>;
  body?: string;
};

const parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  schema,
});
const operation = z.object({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content: z.object({ "application/json": z.object({ schema }) }) }).optional(),
});
const document = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });

export type Operation = z.infer<typeof operation> & { method: string; path: string };

/** Every operation of the document: each method of each endpoint, at each of its paths. */
export const operations: Operation[] = Object.entries(document.parse(openapiDocument()).paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, found]) => ({ path, method: method.toUpperCase(), ...found })),
);

/** How a value is written in a URL. */
const inUrl = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

const printable = fc.string({ maxLength: 40 }).map((text) => text.replace(/[^\x21-\x7e]/g, "x"));

/** What nearly every request should come with: what the operation takes. */
function credentialFor({ security }: Operation): Credential {
  const [scheme, scopes] = Object.entries(security[0] ?? {})[0] ?? [];
  if (scheme === undefined) {
    return "none";
  }
  if (scheme === "sessionToken") {
    return "session";
  }
  if (scopes?.includes("visitors:manage")) {
    return "manager";
  }
  return scopes?.includes("events:write") ? "writer" : "reader";
}

/** Parameters of which the document says in words alone that they, or others, are required. */
const NEARLY_REQUIRED = ["client", "visitor_id"];

/** Of a hundred requests, those that a parameter comes with. */
function share({ name, required }: { name: string; required: boolean }): number {
  return required ? 97 : NEARLY_REQUIRED.includes(name) ? 70 : 7;
}

const anyCredential = fc.constantFrom(...CREDENTIALS);

/** The names of all fields that a schema has, wherever they are. */
const fieldsOf = ({ properties = {}, items, anyOf = [], oneOf = [], allOf = [] }: Schema): string[] => [
  ...Object.keys(properties),
  ...[...Object.values(properties), ...(items ? [items] : []), ...anyOf, ...oneOf, ...allOf].flatMap(
    fieldsOf,
  ),
];

/** A body with some fields changed: of itself, or of the first of its list. */
function spoil(body: unknown, wild: Record<string, unknown>): unknown {
  if (Array.isArray(body)) {
    return [{ ...Object(body[0]), ...wild }, ...body.slice(1)];
  }
  const { events, ...rest } = Object(body);
  return Array.isArray(events) ? { ...rest, events: spoil(events, wild) } : { ...Object(body), ...wild };
}

/** Bodies that are as the document says, but for a field here and there. */
function bodyFor({ requestBody, path }: Operation): Arbitrary<string | undefined> {
  if (requestBody === undefined) {
    return fc.constant(undefined);
  }
  const from = requestBody.content["application/json"].schema;
  const good = valuesOf(from, KNOWN);
  const field = fc.constantFrom("__proto__", "nonsense", ...new Set(fieldsOf(from)));
  const wild = fc.dictionary(field, nastyValue, { minKeys: 1, maxKeys: 2 });
  const spoilt = fc.tuple(good, wild).map(([body, fields]) => spoil(body, fields));
  const lines = good.map((events) =>
    [events]
      .flat()
      .map((event) => JSON.stringify(event))
      .join("\n"),
  );
  const broken = good.map((body) => JSON.stringify(body).slice(0, -1));
  return fc.oneof(
    { arbitrary: good.map((body) => JSON.stringify(body)), weight: 6 },
    { arbitrary: spoilt.map((body) => JSON.stringify(body)), weight: 4 },
    { arbitrary: nastyValue.map((body) => JSON.stringify(body)), weight: 1 },
    { arbitrary: path.endsWith("/events") ? lines : broken, weight: 1 },
    { arbitrary: broken, weight: 1 },
    { arbitrary: fc.string({ unit: "binary", maxLength: 200 }), weight: 1 },
    {
      arbitrary: fc.constantFrom(9_999, 10_001, 16_385, 65_537, 1_000_001).map((size) => "x".repeat(size)),
      weight: 1,
    },
  );
}

const HEADERS: Record<string, Arbitrary<string>> = {
  "content-type": fc.constantFrom(
    ...[
      "application/json",
      "application/x-ndjson",
      "text/plain;charset=UTF-8",
      "multipart/form-data; boundary=x",
    ],
    ...[
      "application/json; charset=utf-16",
      "application/xml",
      "nonsense",
      "application/x-www-form-urlencoded",
    ],
  ),
  "accept-encoding": fc.constantFrom("gzip", "identity", "gzip;q=0", "br, gzip;q=0.5"),
  "user-agent": fc.constantFrom(
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "curl/8.5.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  ),
  origin: fc.constantFrom("https://acme.com", "null", "https://other.example", "nonsense"),
  dnt: fc.constantFrom("0", "0", "0", "0", "1"),
  "x-nf-geo": fc
    .constantFrom({}, { country: { code: "GB" } }, { country: { code: "' or" } }, { country: null })
    .map((geo) => Buffer.from(JSON.stringify(geo)).toString("base64")),
  "x-forwarded-for": printable,
  cookie: printable,
};

/** Parameters as they should be, then left out, doubled, spoilt or unknown. */
function queryFor({ parameters }: Operation): Arbitrary<[string, string][] | string> {
  const ofUrl = parameters.filter((one) => one.in === "query");
  const names = [
    ...ofUrl.map(({ name }) => name),
    "__proto__",
    "nonsense",
    "assistant_id",
    "at",
    "zone",
    "unit",
  ];
  const good = fc
    .tuple(
      ...ofUrl.map((one) =>
        fc.tuple(fc.constant(one.name), valuesOf(one.schema, KNOWN, one.name), chance(share(one))),
      ),
    )
    .map((all) =>
      all.flatMap(([name, value, isThere]): [string, string][] => (isThere ? [[name, inUrl(value)]] : [])),
    );
  const spoilt = fc
    .tuple(
      good,
      fc.array(fc.tuple(fc.constantFrom(...names), nastyText), { minLength: 1, maxLength: 2 }),
      fc.boolean(),
    )
    .map(([all, wild, isInstead]) => [
      ...(isInstead ? all.filter(([name]) => wild.every(([other]) => other !== name)) : all),
      ...wild,
    ]);
  const raw = fc.constantFrom(
    "%zz=1",
    "&&&",
    "a=%00&b=%ff%fe",
    "limit=%31&limit=2",
    "=1",
    "a[b]=1",
    "?",
    "%",
    "x".repeat(9_000),
  );
  return fc.oneof(
    { arbitrary: good, weight: 9 },
    { arbitrary: spoilt, weight: 3 },
    { arbitrary: raw, weight: 1 },
  );
}

/** The path of an operation; what it names is mostly an assistant, and always one part. */
function pathFor({ path }: Operation): Arbitrary<string> {
  if (!path.includes("{")) {
    return fc.constant(path);
  }
  const named = fc.oneof(
    { arbitrary: assistant, weight: 8 },
    { arbitrary: nastyText.filter((text) => !/^(|\.|\.\.)$/.test(text)), weight: 1 },
  );
  const written = (value: unknown) =>
    [OWN, FOREIGN].includes(String(value)) ? String(value) : encodeURIComponent(String(value).toWellFormed());
  return named.map((value) => path.replace(/\{\w+\}/, () => written(value)));
}

/** Requests to an operation: about half of them as the document says, the others wrong in one way or more. */
export function requestsTo(one: Operation): Arbitrary<Asked> {
  const right = credentialFor(one);
  const isOwnHeader = one.security.some((scheme) => "apiKeyHeader" in scheme);
  const sent = one.parameters.filter((found) => found.in === "header");
  const headers = Object.fromEntries(
    sent.map(({ name, schema: from }) => [name, valuesOf(from, KNOWN, name).map(String)]),
  );
  const others = fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD");
  return fc
    .record({
      who: fc.constantFrom<0 | 1>(0, 1),
      method: fc.oneof({ arbitrary: fc.constant(one.method), weight: 15 }, { arbitrary: others, weight: 1 }),
      path: pathFor(one),
      credential: fc.oneof(
        { arbitrary: fc.constant(right), weight: 15 },
        { arbitrary: anyCredential, weight: 3 },
      ),
      inOwnHeader: chance(95).map((asItShould) => asItShould === isOwnHeader),
      query: queryFor(one),
      headers: fc.record<Record<string, string>, never>({ ...HEADERS, ...headers }, { requiredKeys: [] }),
      body: bodyFor(one),
    })
    .map(
      ({ body, headers: some, ...asked }): Asked => ({
        ...asked,
        headers: Object.fromEntries(Object.entries(some).map(([name, value]) => [name, value ?? ""])),
        // One that has no body to begin with can't be sent with one.
        ...(body !== undefined && !["GET", "HEAD"].includes(asked.method) && { body }),
      }),
    );
}
