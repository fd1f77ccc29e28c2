import { z } from "zod";
import * as endpoint from "../../netlify/functions/share-links.ts";
import { EXAMPLE_ASSISTANT } from "../http/parameters.ts";
import { time } from "./figures.ts";
import { type Api, OF_SESSION } from "./operation.ts";
import { ownerStyle } from "./refusals.ts";

const shareLink = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    assistant_id: z.string().describe("The assistant whose overview it shows."),
    created_at: time("When it was made"),
    last_used_at: time("When somebody last looked at it").nullable(),
    expires_at: time("When it ends").nullable(),
  })
  .meta({ id: "ShareLink", description: "A share link as its owner sees it again: never the link itself." });

const example = {
  id: "9c1f4b7e-2d38-4a6c-8b15-0e7d3a5f6c42",
  name: "Board of directors",
  assistant_id: EXAMPLE_ASSISTANT,
  created_at: "2026-04-15T14:30:28Z",
  last_used_at: null,
  expires_at: null,
};

const token = "phona_share_4fG7hJ2kL9mN3pQ6rS8tU1vW5xY0zA4bC7dE9fGh";

/** The share links of an account, for its owner who is signed in. */
export const shareLinks: Api = {
  name: "Share links",
  description:
    "Links that show the overview of one assistant to people without an account, managed with the session token of a signed-in user. The token of a link is the credential of its page: it opens what the overview is made of, of that assistant, and nothing else.",
  security: [{ sessionToken: [] }],
  style: ownerStyle,
  isLimited: true,
  operations: [
    {
      endpoint,
      method: "GET",
      id: "listShareLinks",
      summary: "List share links",
      description: "The active share links of the account, newest first.",
      refusals: ["ASSISTANT_NOT_FOUND", ...OF_SESSION],
      answers: {
        200: {
          description: "The links.",
          schema: z.strictObject({ data: z.array(shareLink) }),
          example: { data: [example] },
        },
      },
    },
    {
      endpoint,
      method: "POST",
      id: "createShareLink",
      summary: "Make a share link",
      description: "Makes a link and shows it, this once: only the SHA-256 of its token is stored.",
      examples: { "A name": { assistant_id: EXAMPLE_ASSISTANT, name: "Board of directors" } },
      refusals: ["MISSING_PARAMETER", "ASSISTANT_NOT_FOUND", "PAYLOAD_TOO_LARGE", ...OF_SESSION],
      answers: {
        201: {
          description: "The link.",
          schema: z.strictObject({
            data: shareLink.extend({
              token: z
                .string()
                .regex(/^phona_share_[0-9A-Za-z]{40}$/)
                .describe("The token, sent as a bearer token by who has the link."),
              url: z.string().describe("The link itself. Browsers send what is behind the `#` to nobody."),
            }),
          }),
          example: { data: { ...example, token, url: `https://YOUR-SITE/app/share/#${token}` } },
        },
      },
    },
    {
      endpoint,
      method: "DELETE",
      id: "revokeShareLink",
      summary: "Revoke a share link",
      description: "The link is dead at the next request.",
      refusals: ["MISSING_PARAMETER", "SHARE_LINK_NOT_FOUND", ...OF_SESSION],
      answers: {
        200: {
          description: "The link that was revoked.",
          schema: z.strictObject({ data: shareLink.extend({ revoked_at: time("When it was revoked") }) }),
          example: { data: { ...example, revoked_at: "2026-05-01T09:00:00Z" } },
        },
      },
    },
  ],
};
