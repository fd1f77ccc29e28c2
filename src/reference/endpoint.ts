import { asking, type Endpoint } from "../http/endpoint.ts";
import { ApiError } from "../http/errors.ts";
import { answering, jsonText } from "../http/respond.ts";
import { openapiDocument } from "./document.ts";

/** Any page and any tool may read it; it changes with a deploy only, which empties Netlify's own cache. */
const HEADERS = {
  "access-control-allow-origin": "*",
  "cache-control": "public, max-age=3600, stale-while-revalidate=86400",
};

/** Serves the OpenAPI document, which is written once for each process, to anybody. */
export function openapiEndpoint(): Endpoint {
  let text: string | undefined;
  const handler = answering(
    async ({ method }) => {
      if (method !== "GET") {
        throw new ApiError("METHOD_NOT_ALLOWED", `${method} is not possible here; use GET`, { allow: "GET" });
      }
      text ??= JSON.stringify(openapiDocument());
      return jsonText(200, text, HEADERS);
    },
    { "access-control-allow-origin": HEADERS["access-control-allow-origin"] },
  );
  return asking(handler, { method: "GET" });
}
