import type { Operation, Parameter } from "./document.ts";

/** A text where the credential goes, around it. */
type Place = { header: string; before: string; variable: string };

/** A request that is ready to be sent, but for its credential. */
export type Ask = {
  method: string;
  /** Origin and path. */
  address: string;
  query: [name: string, value: string][];
  headers: [name: string, value: string][];
  credential: Place | undefined;
  body: { type: string; text: string } | undefined;
};

/** What is filled in: parameters by their names, and the text of the body with its media type. */
export type Filled = { values: Record<string, string>; body: string; type: string };

/** What a page knows of its reader: an assistant of theirs, if any, and the days to ask for. */
export type Reader = { assistant: string | undefined; first: string; last: string };

const ASSISTANT = /^(assistant_id|chatbot_id|client)$/;
const FIRST = /^(start_date|dateFrom|from_date)$/;
const LAST = /^(end_date|dateTo|to_date)$/;
/** One of several names, of which a request takes one: the document can't say that of parameters. */
const NAMED = "visitor_id";

function prefilled({ name, example, required, in: place }: Parameter, reader: Reader): string {
  if (place === "header") {
    return "";
  }
  if (ASSISTANT.test(name)) {
    return reader.assistant ?? String(example ?? "");
  }
  if (FIRST.test(name)) {
    return reader.first;
  }
  if (LAST.test(name)) {
    return reader.last;
  }
  return required || name === NAMED ? String(example ?? "") : "";
}

/** An example of a body with the reader's days and assistant in it. */
function adapted(value: unknown, reader: Reader): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  const fields = Object.entries(value).map(([name, part]): [string, unknown] => {
    const time = typeof part === "string" ? part.slice("YYYY-MM-DD".length) : "";
    if (FIRST.test(name)) {
      return [name, reader.first + time];
    }
    if (LAST.test(name)) {
      return [name, reader.last + time];
    }
    return [name, name === "assistant_id" && reader.assistant !== undefined ? reader.assistant : part];
  });
  return Object.fromEntries(fields);
}

/** The bodies that an operation shows, each by what it shows. */
export function bodiesOf(
  { body }: Operation,
  reader: Reader,
): { name: string; type: string; text: string }[] {
  return Object.entries(body?.content ?? {}).flatMap(([type, { example, examples }]) => [
    ...Object.values(examples).map(({ summary, value }) => ({
      name: summary,
      type,
      text: JSON.stringify(adapted(value, reader), null, 2),
    })),
    ...(typeof example === "string" ? [{ name: type, type, text: example }] : []),
  ]);
}

/** What the form of an operation begins with. */
export function filledIn(operation: Operation, reader: Reader): Filled {
  const [body] = bodiesOf(operation, reader);
  return {
    values: Object.fromEntries(operation.parameters.map((one) => [one.name, prefilled(one, reader)])),
    body: body?.text ?? "",
    type: body?.type ?? "",
  };
}

/** Where an operation wants its credential: the first of those it takes. */
function placeOf({ credentials }: Operation): Place | undefined {
  switch (credentials[0]?.scheme) {
    case undefined:
      return undefined;
    case "apiKeyHeader":
      return { header: "X-API-KEY", before: "", variable: "PHONA_KEY" };
    case "sessionToken":
      return { header: "Authorization", before: "Bearer ", variable: "PHONA_TOKEN" };
    default:
      return { header: "Authorization", before: "Bearer ", variable: "PHONA_KEY" };
  }
}

/** The request that a form says. What is left empty is left out, but for what is a part of the path. */
export function askOf(operation: Operation, { values, body, type }: Filled, origin: string): Ask {
  const given = (place: Parameter["in"]) =>
    operation.parameters
      .filter((one) => one.in === place)
      .map(({ name }): [string, string] => [name, values[name] ?? ""]);
  const path = given("path").reduce(
    (whole, [name, value]) => whole.replace(`{${name}}`, encodeURIComponent(value)),
    operation.path,
  );
  return {
    method: operation.method,
    address: origin + path,
    query: given("query").filter(([, value]) => value !== ""),
    headers: given("header").filter(([, value]) => value !== ""),
    credential: placeOf(operation),
    body: operation.body === undefined || body === "" ? undefined : { type, text: body },
  };
}

/** The address of a request with its query. */
export function addressOf({ address, query }: Ask): string {
  const search = new URLSearchParams(query).toString();
  return search === "" ? address : `${address}?${search}`;
}
