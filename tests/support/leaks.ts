import { z } from "zod";

/** What no log may hold, whoever writes it; each stands for all of its kind in the tests. */
const FORBIDDEN: Record<string, RegExp> = {
  "a key or a share link": /phona_(live|share)_[0-9A-Za-z]{20}/,
  "a session token": /eyJ[\w-]{10,}\.[\w-]{10,}/,
  "the key of the service role": /sb_secret_/,
  "an address": /\b(?!127\.0\.0\.1\b|0\.0\.0\.0\b)\d{1,3}(\.\d{1,3}){3}\b|\b2001:db8:/,
  "an e-mail address": /@example\.com/,
};

const milliseconds = z.number().min(0);

/** What is logged of a request, and nothing else: there is no room for what anybody has written. */
const line = z
  .object({
    time: z.iso.datetime(),
    level: z.enum(["info", "error"]),
    request_id: z.string().regex(/^[\w-]{1,40}$/),
    endpoint: z.string().regex(/^(\/\.netlify\/functions|(\/portal-api)?\/api)(\/:?[\w.-]{1,40})+$/),
    method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
    status: z.int().min(100).max(599),
    duration_ms: milliseconds,
    database_ms: milliseconds.optional(),
    auth_ms: milliseconds.optional(),
    assistant_id: z
      .string()
      .regex(/^ast_\w{1,40}$/)
      .optional(),
    account_id: z.guid().optional(),
    error: z
      .strictObject({
        name: z.string().regex(/^\w{1,40}$/),
        code: z.union([z.string().regex(/^\w{0,40}$/), z.number()]).optional(),
        at: z.array(z.string().startsWith("    at ")).optional(),
      })
      .optional(),
  })
  .catchall(z.union([z.number(), z.boolean(), z.null()]));

function problemOf(text: string): string | undefined {
  const [found] = Object.entries(FORBIDDEN).find(([, pattern]) => pattern.test(text)) ?? [];
  if (found !== undefined) {
    return found;
  }
  if (!text.startsWith('{"time":')) {
    return undefined;
  }
  const { error } = line.safeParse(JSON.parse(text));
  return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}

/** The lines of a log that hold what no log may, each with what that is. */
export const leaksOf = (log: string): string[] =>
  log.split("\n").flatMap((text) => {
    const problem = problemOf(text);
    return problem === undefined ? [] : `${problem}: ${text.slice(0, 1_000)}`;
  });
