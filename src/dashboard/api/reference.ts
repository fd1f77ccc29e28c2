import { type Reference, readDocument } from "../reference/document.ts";
import { askOpenly } from "./request.ts";

export const OPENAPI = "/api/v1/openapi.json";

/** The document of all endpoints, which everybody may read. */
export const loadReference = async (signal: AbortSignal): Promise<Reference> =>
  readDocument(await askOpenly(OPENAPI, { signal }));
