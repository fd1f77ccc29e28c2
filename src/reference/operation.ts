import type { Config } from "@netlify/functions";
import type { z } from "zod";
import type { Asking, Endpoint } from "../http/endpoint.ts";
import type { ErrorCode } from "../http/errors.ts";
import type { ErrorStyle } from "./refusals.ts";

/** What an answer with one status holds; without a schema it has no body. */
export type Answer = {
  description: string;
  schema?: z.ZodType;
  example?: unknown;
  /** Whether it comes from where no request is counted, so that it has no headers of the limit. */
  isUncounted?: boolean;
};

/** What a body may look like, by its media type, where that is not the JSON that the endpoint reads. */
type OtherBody = { description: string; example: string };

/** What one method of an endpoint is for, and what it answers; what it takes the endpoint itself says. */
export type Operation = {
  endpoint: { default: Pick<Endpoint, "asked">; config?: Config };
  /** Where it is served, if its file does not say. */
  path?: string;
  /** If there are several. */
  method?: Asking["method"];
  id: string;
  summary: string;
  description: string;
  /** Bodies that can be sent as they are, by what they show. */
  examples?: Record<string, unknown>;
  otherBodies?: Record<string, OtherBody>;
  /** Whether a share link opens it too. */
  isShared?: boolean;
  /** Whether any page may ask, so that browsers ask first with OPTIONS. */
  hasPreflight?: boolean;
  answers: Record<number, Answer>;
  refusals: ErrorCode[];
};

/** The operations of one API, and what they have in common. */
export type Api = {
  name: string;
  description: string;
  /** The credentials that it takes, each by its scheme and the scopes that it needs. */
  security: Record<string, string[]>[];
  style: ErrorStyle;
  /** Whether the headers of the rate limit are on its answers. */
  isLimited: boolean;
  operations: Operation[];
};

/** How an endpoint may refuse what it is asked with. */
export const OF_KEY: ErrorCode[] = [
  "UNAUTHORIZED",
  "FORBIDDEN",
  "METHOD_NOT_ALLOWED",
  "RATE_LIMITED",
  "INTERNAL_ERROR",
  "UNAVAILABLE",
];

/** The same of one that takes the token of a session only. */
export const OF_SESSION: ErrorCode[] = [
  "INVALID_PARAMETER",
  "UNAUTHORIZED",
  "METHOD_NOT_ALLOWED",
  "RATE_LIMITED",
  "INTERNAL_ERROR",
  "UNAVAILABLE",
];
