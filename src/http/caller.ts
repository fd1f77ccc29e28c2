import type { Context } from "@netlify/functions";
import { ipHash } from "../auth/hashing.ts";
import { optional } from "../environment.ts";

/** The hash that stands for the caller's address. */
export function callerHash(context: Context): string {
  return ipHash(context.ip, optional("IP_HASH_SECRET"));
}
