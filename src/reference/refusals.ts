import { z } from "zod";
import { refused as seasaltShape } from "../dialects/seasalt.ts";
import { refused as selzeeShape } from "../dialects/selzee.ts";
import { ApiError, type ErrorCode } from "../http/errors.ts";
import { documented, type ErrorShape } from "../http/respond.ts";

/** How an API shows its errors: the shape that its endpoints give them, and the schema of that. */
export type ErrorStyle = {
  name: string;
  shape: ErrorShape;
  body: (codes: ErrorCode[], status: number) => z.ZodType;
  /** Messages of its own, for its examples. */
  messages?: Partial<Record<ErrorCode, string>>;
};

/** What each code means, and a message that it may come with. */
export const MEANINGS: Record<ErrorCode, { meaning: string; message: string }> = {
  MISSING_PARAMETER: {
    meaning: "A required parameter was left out.",
    message: "start_date is required",
  },
  INVALID_PARAMETER: {
    meaning:
      "A value or the body can't be read, or a parameter is unknown or given twice. The message says what was expected.",
    message: "start_date: expected a date that exists, such as 2026-01-31",
  },
  INVALID_DATE_RANGE: {
    meaning: "The end is before the start, or the range is too long.",
    message: "end_date must be after start_date",
  },
  DATA_DELETED: {
    meaning:
      "The range begins before the first day of which rows are kept, and rollups don't tell what is asked. The message has that day.",
    message:
      "What was recorded before 2025-03-31 has been deleted, and only totals of it remain; this report can begin on 2025-03-31",
  },
  UNAUTHORIZED: {
    meaning: "The credential is missing, unknown, expired or revoked.",
    message: "Missing or invalid API key",
  },
  FORBIDDEN: {
    meaning:
      "The key lacks the scope, the plan or the site does not include this, or a share link does not open it.",
    message: "This key lacks the scope analytics:read",
  },
  ASSISTANT_NOT_FOUND: {
    meaning: "This account has no such assistant.",
    message: "The assistant_id does not belong to this account",
  },
  KEY_NOT_FOUND: {
    meaning: "This account has no such active key.",
    message: "The id is not that of an active key of this account",
  },
  SESSION_NOT_FOUND: {
    meaning: "This visitor has no session that started then.",
    message: "No session of this visitor_id started at this started_at",
  },
  CONVERSATION_NOT_FOUND: {
    meaning: "This assistant has no such conversation.",
    message: "The assistant has no conversation with this conversation_id",
  },
  SHARE_LINK_NOT_FOUND: {
    meaning: "This account has no such active share link.",
    message: "The id is not that of an active share link of this account",
  },
  METHOD_NOT_ALLOWED: {
    meaning: "Another method was used; `Allow` names what is possible.",
    message: "PUT is not possible here; use GET",
  },
  PAYLOAD_TOO_LARGE: {
    meaning: "The body is too large.",
    message: "The body must not exceed 16384 bytes",
  },
  RATE_LIMITED: {
    meaning: "Too many requests in the minute or the day. `Retry-After` tells when to ask again.",
    message: "Limit of 60 requests reached; retry in 21 seconds",
  },
  INTERNAL_ERROR: {
    meaning: "Something went wrong on our end; the message has the request's id.",
    message: "Something went wrong on our end; please tell support the request id 01J8ZK3Q5T.",
  },
  UNAVAILABLE: {
    meaning: "The database can't be reached or is too slow. `Retry-After` tells when to ask again.",
    message: "The database can't be reached or is too slow at the moment; retry in 10 seconds",
  },
};

const message = z.string().describe("What was wrong and what was expected.");
const documentedBody = (codes: ErrorCode[], status: number) =>
  z.strictObject({
    error: z.strictObject({
      code: z.enum(codes),
      message,
      status: z.literal(status).describe("The HTTP status."),
    }),
  });

/** The product's own. */
export const documentedStyle: ErrorStyle = { name: "", shape: documented, body: documentedBody };

/** That of what is managed with a session token: keys and share links. */
export const ownerStyle: ErrorStyle = {
  ...documentedStyle,
  name: "Owner",
  messages: {
    MISSING_PARAMETER: "id is required",
    INVALID_PARAMETER: "expires_at: expected a time in the future",
    UNAUTHORIZED: "Missing or invalid session token",
    METHOD_NOT_ALLOWED: "PUT is not possible here; use GET, POST or DELETE",
    PAYLOAD_TOO_LARGE: "The body must not exceed 10000 bytes",
  },
};

/** The beacon's, which also says what became of the other events of a batch. */
export const beaconStyle: ErrorStyle = {
  name: "Beacon",
  shape: documented,
  body: (codes, status) =>
    status !== 400 && status !== 403
      ? documentedBody(codes, status)
      : documentedBody(codes, status).extend({
          accepted: z
            .int()
            .min(0)
            .optional()
            .describe("How many events of the batch were recorded all the same."),
          duplicates: z.int().min(0).optional().describe("How many were known already."),
          queued: z
            .int()
            .min(1)
            .optional()
            .describe("How many are recorded as soon as the database is back, where it is away."),
          refused: z.int().min(1).optional().describe("How many were not recorded."),
        }),
  messages: {
    INVALID_PARAMETER: "events.3.url: expected an http or https URL",
    FORBIDDEN: "Neither the assistant's website nor its allowed hosts include shop.example",
    ASSISTANT_NOT_FOUND: "There is no assistant with this assistant_id",
    METHOD_NOT_ALLOWED: "GET is not possible here; use POST",
    PAYLOAD_TOO_LARGE: "The body must not exceed 65536 bytes",
  },
};

export const selzeeStyle: ErrorStyle = {
  name: "Selzee",
  shape: selzeeShape,
  body: (codes) => z.strictObject({ error: z.enum(codes), details: message }),
  messages: {
    MISSING_PARAMETER: "chatbot_id is required",
    INVALID_PARAMETER: "timeframe: expected a whole number of days from 1 to 365",
    ASSISTANT_NOT_FOUND: "The chatbot_id does not belong to this account",
  },
};

export const seasaltStyle: ErrorStyle = {
  name: "Seasalt",
  shape: seasaltShape,
  body: () => z.strictObject({ detail: message }),
  messages: {
    MISSING_PARAMETER: "time_unit is required: expected day, month, year",
    INVALID_PARAMETER: "timezone: expected an IANA time zone such as Asia/Taipei",
    METHOD_NOT_ALLOWED: "GET is not possible here; use POST",
  },
};

/** The codes that are shown with each status. */
export function byStatus({ shape }: ErrorStyle, codes: ErrorCode[]): Map<number, ErrorCode[]> {
  const found = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = shape(new ApiError(code, ""));
    found.set(status, [...(found.get(status) ?? []), code]);
  }
  return found;
}

/** An example of each code, as the API shows it. */
export const examplesOf = ({ shape, messages }: ErrorStyle, codes: ErrorCode[]) =>
  Object.fromEntries(
    codes.map((code) => {
      const { meaning, message } = MEANINGS[code];
      return [code, { summary: meaning, value: shape(new ApiError(code, messages?.[code] ?? message)).body }];
    }),
  );
