import type { z } from "zod";

/**
 * Says of the first thing wrong which field it is and what was expected.
 *
 * @param whole what it is called where no field of it is meant
 * @param at where the fields are, e.g. `events.3`
 */
export function problemOf(error: z.ZodError, whole: string, at = ""): string {
  const [issue] = error.issues;
  const path = [at, ...(issue?.path ?? [])].filter((part) => part !== "").join(".");
  return `${path === "" ? whole : path}: ${issue?.message ?? "expected something else"}`;
}
