import type { z } from "zod";
import { readJson } from "./body.ts";
import { ApiError } from "./errors.ts";

/** A question is short; a list of names makes most of it. */
const MAX_BODY_BYTES = 16_384;

/** What is at a path of a value. */
export const valueAt = (whole: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) => (typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined),
    whole,
  );

/**
 * Reads the JSON object of a body with a strict schema.
 *
 * @throws ApiError PAYLOAD_TOO_LARGE, MISSING_PARAMETER or INVALID_PARAMETER (which includes unknown fields),
 *   naming the field first and then what was expected
 */
export async function readFields<Values>(schema: z.ZodType<Values>, request: Request): Promise<Values> {
  const body = (await readJson(request, MAX_BODY_BYTES)) ?? null;
  const result = schema.safeParse(body);
  if (result.success) {
    return result.data;
  }
  const { issues } = result.error;
  const unknown = issues.find(({ code }) => code === "unrecognized_keys");
  if (unknown?.code === "unrecognized_keys") {
    throw new ApiError("INVALID_PARAMETER", `${unknown.keys[0]?.slice(0, 100)}: ${unknown.message}`);
  }
  const [issue] = issues;
  const name = issue?.path.join(".") || "The body";
  if (issue !== undefined && issue.path.length > 0 && valueAt(body, issue.path) === undefined) {
    throw new ApiError("MISSING_PARAMETER", `${name} is required: ${issue.message}`);
  }
  throw new ApiError("INVALID_PARAMETER", `${name}: ${issue?.message}`);
}
