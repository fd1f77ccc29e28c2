import { sha256Hex } from "./hashing.ts";
import { randomText } from "./random-text.ts";

const PREFIX = "phona_share_";

/** Makes the token of a share link, `phona_share_` and 40 random characters; and what is stored of it. */
export function newShareToken(): { token: string; hash: string } {
  const token = PREFIX + randomText();
  return { token, hash: sha256Hex(token) };
}

/** Whether a token is that of a share link, which works or not. */
export const isShareToken = (token: string): boolean => token.startsWith(PREFIX);
