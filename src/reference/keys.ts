import { z } from "zod";
import * as generateApiKey from "../../netlify/functions/generate-api-key.ts";
import { time } from "./figures.ts";
import { type Api, OF_SESSION } from "./operation.ts";
import { ownerStyle } from "./refusals.ts";

const apiKey = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    key_prefix: z.string().describe("The first 18 characters of the key, and `...`."),
    scopes: z.array(z.enum(["analytics:read", "events:write", "visitors:manage"])),
    assistant_id: z.string().nullable().describe("The only assistant that the key is for; null for all."),
    created_at: time("When it was made"),
    last_used_at: time("When it was last used").nullable(),
    expires_at: time("When it ends").nullable(),
  })
  .meta({ id: "ApiKey", description: "A key as its owner sees it again: never the key itself." });

const example = {
  id: "3f2b8c1e-7a54-4c0d-9d6b-1e0f5a7c9b21",
  name: "Warehouse sync",
  key_prefix: "phona_live_4fG7hJ2...",
  scopes: ["analytics:read"],
  assistant_id: null,
  created_at: "2026-04-15T14:30:28Z",
  last_used_at: null,
  expires_at: null,
};

const common = { endpoint: generateApiKey, path: "/.netlify/functions/generate-api-key" };

/** The keys of an account, for its owner who is signed in. */
export const keys: Api = {
  name: "Keys",
  description: "API keys, managed with the session token of a signed-in user; not with a key.",
  security: [{ sessionToken: [] }],
  style: ownerStyle,
  isLimited: true,
  operations: [
    {
      ...common,
      method: "GET",
      id: "listApiKeys",
      summary: "List keys",
      description: "The active keys of the account, newest first.",
      refusals: OF_SESSION,
      answers: {
        200: {
          description: "The keys.",
          schema: z.strictObject({ data: z.array(apiKey) }),
          example: { data: [example] },
        },
      },
    },
    {
      ...common,
      method: "POST",
      id: "createApiKey",
      summary: "Make a key",
      description: "Makes a key and shows it, this once: only its SHA-256 is stored. A body can be left out.",
      examples: { "A name": { name: "Warehouse sync" } },
      refusals: ["ASSISTANT_NOT_FOUND", "PAYLOAD_TOO_LARGE", ...OF_SESSION],
      answers: {
        201: {
          description: "The key.",
          schema: z.strictObject({
            data: apiKey.extend({
              key: z
                .string()
                .regex(/^phona_live_[0-9A-Za-z]{40}$/)
                .describe("The key itself."),
            }),
          }),
          example: { data: { ...example, key: "phona_live_4fG7hJ2kL9mN3pQ6rS8tU1vW5xY0zA4bC7dE9fGh" } },
        },
      },
    },
    {
      ...common,
      method: "DELETE",
      id: "revokeApiKey",
      summary: "Revoke a key",
      description: "The key is dead at the next request.",
      refusals: ["MISSING_PARAMETER", "KEY_NOT_FOUND", ...OF_SESSION],
      answers: {
        200: {
          description: "The key that was revoked.",
          schema: z.strictObject({ data: apiKey.extend({ revoked_at: time("When it was revoked") }) }),
          example: { data: { ...example, revoked_at: "2026-05-01T09:00:00Z" } },
        },
      },
    },
  ],
};
