import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { z } from "zod";
import { openapiDocument } from "../../src/reference/document.ts";

const header = z.object({ schema: z.object({ type: z.enum(["integer", "string"]) }) });
const reference = z.object({ $ref: z.string() });
const response = z.object({
  headers: z.record(z.string(), reference).default({}),
  content: z.record(z.string(), z.unknown()).optional(),
});
const operation = z.object({ responses: z.record(z.string(), z.union([reference, response])) });
const described = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({
    headers: z.record(z.string(), header),
    responses: z.record(z.string(), response),
  }),
});

/** The headers that an answer which is limited has, for tests of its body alone. */
export const documentedHeaders = (): Headers =>
  new Headers({
    "x-ratelimit-limit": "60",
    "x-ratelimit-remaining": "59",
    "x-ratelimit-reset": "1776263340",
    "x-request-id": "01J8ZK3Q5T",
    "server-timing": "db;dur=8.4, total;dur=9.7",
  });

type Given = { status: number; headers: Headers; body: unknown };

const NAME = "openapi.json";
const openapi = openapiDocument();
const { paths, components } = described.parse(openapi);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ ...openapi, $id: NAME }, NAME, false, false);

/** A part of a JSON pointer. */
const escaped = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

const templates = Object.keys(paths).map((path) => ({
  path,
  pattern: new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+")}$`),
}));

/** What the document says of an answer, and where; undefined for a status that it does not know. */
function answerOf(path: string, method: string, status: number) {
  const methods = paths[path] ?? {};
  // A method that is not possible has no operation; that it is refused is said of each that is.
  const name = methods[method] === undefined ? Object.keys(methods)[0] : method;
  const found = methods[name ?? ""]?.responses[status];
  if (found === undefined || name === undefined || (name !== method && status !== 405)) {
    return undefined;
  }
  if ("$ref" in found) {
    const component = found.$ref.replace("#/components/responses/", "");
    return { at: `/components/responses/${escaped(component)}`, answer: components.responses[component] };
  }
  return { at: `/paths/${escaped(path)}/${name}/responses/${status}`, answer: found };
}

/** What is wrong with the headers of an answer. */
function problemsOfHeaders(names: string[], headers: Headers): string[] {
  return names.filter((name) => {
    const value = headers.get(name);
    const isWhole = components.headers[name]?.schema.type === "integer";
    return value === null || (isWhole && !/^\d+$/.test(value));
  });
}

/**
 * Compares an answer with what the OpenAPI document says of its path, method and status: the headers that it
 * must have, and its body, which may have nothing else.
 *
 * @returns what differs; nothing for a path that the document does not have
 */
export function undocumented(url: string, method: string, { status, headers, body }: Given): string[] {
  const { pathname } = new URL(url, "http://localhost");
  const template = templates.find(({ pattern }) => pattern.test(pathname));
  if (template === undefined) {
    return [];
  }
  const found = answerOf(template.path, method.toLowerCase(), status);
  if (found?.answer === undefined) {
    return [`${method} ${template.path}: ${status} is not documented`];
  }
  const { at, answer } = found;
  const problems = problemsOfHeaders(Object.keys(answer.headers), headers).map((name) => `header ${name}`);
  if (body === undefined || answer.content === undefined) {
    const isRight = body === answer.content || method === "HEAD";
    return isRight
      ? problems
      : [...problems, `${status} of ${template.path} has ${body === undefined ? "no" : "a"} body`];
  }
  const [type = ""] = (headers.get("content-type") ?? "application/json").split(";");
  if (answer.content[type] === undefined) {
    return [...problems, `${status} of ${template.path} is ${type}`];
  }
  const $ref = `${NAME}#${at}/content/${escaped(type)}/schema`;
  const validate = ajv.getSchema($ref) ?? ajv.compile({ $ref });
  validate(body);
  return [
    ...problems,
    ...(validate.errors ?? []).map(({ instancePath, message, params }) =>
      [`${status} of ${template.path}`, instancePath, message, JSON.stringify(params)].join(" "),
    ),
  ];
}
