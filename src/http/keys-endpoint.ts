import { z } from "zod";
import { newApiKey } from "../auth/api-keys.ts";
import type { Endpoint } from "./endpoint.ts";
import { ApiError } from "./errors.ts";
import { futureTime, givenName, ownerEndpoint, revocationOf } from "./owner-endpoint.ts";

/** What a key may be for. */
const SCOPES = ["analytics:read", "events:write", "visitors:manage"] as const;

const newKey = z.strictObject({
  name: givenName.default("API key").meta({
    description: "What the key is called in lists.",
    example: "Warehouse sync",
  }),
  scopes: z
    .array(z.enum(SCOPES, `expected ${SCOPES.join(" or ")}`), "expected a list")
    .min(1, "expected at least one scope")
    .max(SCOPES.length, "expected each scope once")
    .default(["analytics:read"])
    .meta({
      description:
        "What the key may do: read reports, report events, or show and erase all that is held on a visitor.",
    }),
  assistant_id: z
    .string("expected the id of an assistant")
    .min(1)
    .max(100)
    .regex(/^\P{C}+$/u)
    .nullish()
    .meta({
      description: "The only assistant that the key is for; all of the account where it is left out.",
    }),
  expires_at: futureTime
    .nullish()
    .meta({ description: "When the key ends; never where it is left out.", example: "2099-01-31T00:00:00Z" }),
});

function make() {
  const { key, hash, prefix } = newApiKey();
  return { stored: { key_hash: hash, key_prefix: prefix }, shown: { key } };
}

/** Lists, creates and revokes API keys. */
export const keysEndpoint = (): Endpoint =>
  ownerEndpoint({
    manage: "manage_api_keys",
    listed: z.strictObject({}),
    created: newKey,
    revoked: revocationOf("key"),
    make,
    notFound: () => new ApiError("KEY_NOT_FOUND", "The id is not that of an active key of this account"),
  });
