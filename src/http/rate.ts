import { z } from "zod";
import { clock } from "../clock.ts";
import { ApiError } from "./errors.ts";

/** What the database says of the caller's limit: `reset` in Unix seconds. */
export const rate = z.object({
  allowed: z.boolean(),
  limit: z.int(),
  remaining: z.int(),
  reset: z.int(),
});

export type Rate = z.infer<typeof rate>;

/** The documented headers, for the window with the fewest requests left. */
export function rateHeaders({ limit, remaining, reset }: Rate): Record<string, string> {
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(reset),
  };
}

/** The refusal of a request over its limit. */
export function rateLimited({ limit, reset }: Rate): ApiError {
  const seconds = Math.max(1, reset - Math.floor(clock.now().getTime() / 1000));
  return new ApiError("RATE_LIMITED", `Limit of ${limit} requests reached; retry in ${seconds} seconds`, {
    "retry-after": String(seconds),
  });
}
