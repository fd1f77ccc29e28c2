import { z } from "zod";
import { text } from "./parameters.ts";

/** The visitor and the start of a session, as a list of sessions tells them. */
export const oneSession = {
  visitor_id: z
    .string()
    .regex(/^v_[0-9a-f]{16}$/, "expected a visitor's id, such as v_a3f1b20000000000")
    .meta({ description: "The session's `visitor_id`.", example: "v_a3f1b20000000000" }),
  started_at: z.iso
    .datetime({
      offset: true,
      error: "expected an ISO 8601 time with offset, such as 2026-04-15T14:23:11Z",
    })
    .refine((value) => Date.parse(value) >= 0, "expected a time from 1970 on")
    .transform((value) => new Date(value).toISOString().replace(/\.\d+Z$/, "Z"))
    .meta({
      description: "The session's `started_at`, to the second.",
      example: "2026-04-15T14:23:11Z",
      shown: { type: "string", format: "date-time" },
    }),
};

/** What is told of a session that is not there. */
export const NO_SESSION = {
  code: "SESSION_NOT_FOUND",
  message: "No session of this visitor_id started at this started_at",
} as const;

/** A conversation, by the id that its platform gave it. */
export const oneConversation = {
  conversation_id: text(200)
    .transform((value) => value.trim())
    .meta({ description: "The id that the chat platform knows it by.", example: "c-17" }),
};

/** What is told of a conversation that is not there. */
export const NO_CONVERSATION = {
  code: "CONVERSATION_NOT_FOUND",
  message: "The assistant has no conversation with this conversation_id",
} as const;
