import { z } from "zod";
import type { Asking } from "../http/endpoint.ts";
import { answersOf, type Components, HEADERS, headersOf } from "./answers.ts";
import { DESCRIPTION } from "./description.ts";
import { health } from "./health.ts";
import type { Json } from "./json-schema.ts";
import { keys } from "./keys.ts";
import { logicdialog } from "./logicdialog.ts";
import type { Api, Operation } from "./operation.ts";
import { beacon, events } from "./recording.ts";
import { documentedStyle } from "./refusals.ts";
import { reports } from "./reports.ts";
import { bodyOf, parametersOf } from "./requests.ts";
import { sarufi } from "./sarufi.ts";
import { seasalt } from "./seasalt.ts";
import { selzee } from "./selzee.ts";
import { shareLinks } from "./share-links.ts";
import { visitor } from "./visitor.ts";

/** This document, whose own endpoint can't be asked what it takes: it holds the document. */
const reference: Api = {
  name: "Reference",
  description: "This document. No credential is needed.",
  security: [],
  style: { ...documentedStyle, name: "Open" },
  isLimited: false,
  operations: [
    {
      endpoint: { default: { asked: [{ method: "GET" }] }, config: { path: "/api/v1/openapi.json" } },
      id: "getReference",
      summary: "OpenAPI",
      description: "This document, for any page and any tool.",
      refusals: ["METHOD_NOT_ALLOWED", "INTERNAL_ERROR"],
      answers: {
        200: { description: "An OpenAPI 3.1 document.", schema: z.looseObject({ openapi: z.string() }) },
      },
    },
  ],
};

const APIS = [
  reports,
  events,
  visitor,
  keys,
  shareLinks,
  beacon,
  sarufi,
  selzee,
  seasalt,
  logicdialog,
  reference,
  health,
];

/** The paths of an operation as OpenAPI writes them: `:chatbot_id` is `{chatbot_id}`. */
const pathsOf = ({ endpoint: { config }, path }: Operation) =>
  [path ?? config?.path ?? []]
    .flat()
    // One that differs from another in its letters' case only is no other path.
    .filter(
      (one, place, all) => all.findIndex((other) => other.toLowerCase() === one.toLowerCase()) === place,
    )
    .map((one) => one.replace(/:(\w+)/g, "{$1}"));

/** What the endpoint of an operation takes with its method. */
function askingOf({ endpoint, method, id }: Operation): Asking {
  const asking = endpoint.default.asked.find((one) => method === undefined || one.method === method);
  if (asking === undefined) {
    throw new Error(`The endpoint of ${id} does not take ${method}.`);
  }
  return asking;
}

/** One operation at one of its paths, of which only the first has its id as it is. */
function described(api: Api, operation: Operation, place: number, components: Components): Json {
  const { id, summary, description } = operation;
  const asking = askingOf(operation);
  const requestBody = bodyOf(asking, operation);
  return {
    operationId: place === 0 ? id : `${id}${place + 1}`,
    tags: [api.name],
    summary,
    description,
    security: [...api.security, ...(operation.isShared ? [{ shareToken: [] }] : [])],
    parameters: parametersOf(asking),
    ...(requestBody && { requestBody }),
    responses: answersOf(api, operation, asking, components),
  };
}

const preflight = ({ id, summary }: Operation, api: Api) => ({
  operationId: `${id}Preflight`,
  tags: [api.name],
  summary: `${summary}: preflight`,
  description: "What a browser asks before it sends what is not plain text.",
  security: [],
  responses: { 204: { description: "Any page may send.", ...headersOf([]) } },
});

/** The OpenAPI 3.1 document of all endpoints, from the schemas that read requests and those of the answers. */
export function openapiDocument(): Json {
  const components: Components = { schemas: {}, responses: {} };
  const paths: Record<string, Json> = {};
  for (const api of APIS) {
    for (const operation of api.operations) {
      for (const [place, path] of pathsOf(operation).entries()) {
        const method = askingOf(operation).method.toLowerCase();
        paths[path] = {
          ...paths[path],
          [method]: described(api, operation, place, components),
          ...(operation.hasPreflight && { options: preflight(operation, api) }),
        };
      }
    }
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Phona Analytics",
      version: "1",
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "The site that serves this document." }],
    tags: APIS.map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      ...components,
      headers: HEADERS,
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          description: "An API key: `Authorization: Bearer phona_live_…`.",
        },
        apiKeyHeader: {
          type: "apiKey",
          in: "header",
          name: "X-API-KEY",
          description: "The same key in a header of its own.",
        },
        sessionToken: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description:
            "The `access_token` of a signed-in Supabase user. Whatever a key reads it reads too, sent in the same place.",
        },
        shareToken: {
          type: "http",
          scheme: "bearer",
          description:
            "The token of a share link, which reads what the overview of its assistant is made of.",
        },
      },
    },
  };
}
