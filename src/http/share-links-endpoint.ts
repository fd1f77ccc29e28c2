import { z } from "zod";
import { newShareToken } from "../auth/share-tokens.ts";
import { optional } from "../environment.ts";
import type { Endpoint } from "./endpoint.ts";
import { ApiError } from "./errors.ts";
import { futureTime, givenName, ownerEndpoint, revocationOf } from "./owner-endpoint.ts";
import { EXAMPLE_ASSISTANT, text } from "./parameters.ts";

const assistantId = text(100);

const newLink = z.strictObject({
  assistant_id: assistantId.meta({
    description: "The assistant whose overview the link shows.",
    example: EXAMPLE_ASSISTANT,
  }),
  name: givenName.default("Share link").meta({
    description: "What the link is called in lists, such as for whom it is.",
    example: "Board of directors",
  }),
  expires_at: futureTime.nullish().meta({
    description: "When the link ends; never where it is left out.",
    example: "2099-01-31T00:00:00Z",
  }),
});

/** The token is behind the `#`, which browsers send to nobody: it comes into no log and no referrer. */
function make(origin: string) {
  const { token, hash } = newShareToken();
  const dashboard = (optional("DASHBOARD_URL") ?? origin).replace(/\/+$/, "");
  return { stored: { token_hash: hash }, shown: { token, url: `${dashboard}/app/share/#${token}` } };
}

/** Lists, creates and revokes share links. */
export const shareLinksEndpoint = (): Endpoint =>
  ownerEndpoint({
    manage: "manage_share_links",
    listed: z.strictObject({
      assistant_id: assistantId.optional().meta({
        description: "Only the links of this assistant.",
        example: EXAMPLE_ASSISTANT,
      }),
    }),
    created: newLink,
    revoked: revocationOf("share link"),
    make,
    notFound: () =>
      new ApiError("SHARE_LINK_NOT_FOUND", "The id is not that of an active share link of this account"),
  });
