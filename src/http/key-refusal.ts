import { isSessionToken } from "../auth/session.ts";
import { isShareToken } from "../auth/share-tokens.ts";
import { ApiError } from "./errors.ts";
import { type Rate, rateLimited } from "./rate.ts";

/** What is forbidden for another reason than the scope of the key, by the reason that the database gives. */
const FORBIDDEN: Record<string, string> = {
  plan: "Raw IP addresses require the Agency plan with a signed data processing agreement",
  shared: "A share link opens only what the overview of its assistant shows; this takes an API key",
};

function credentialOf(token: string): string {
  if (isSessionToken(token)) {
    return "session token";
  }
  return isShareToken(token) ? "share link" : "API key";
}

/**
 * What the caller is told where the database does not let a credential go on; undefined where it does.
 *
 * @param scope what a key needs
 * @param token the credential, where it may be another than a key
 */
export function keyRefusal(
  result: { status: number; rate: Rate; reason?: string | null | undefined },
  scope: string,
  token = "",
): ApiError | undefined {
  switch (result.status) {
    case 401:
      return new ApiError("UNAUTHORIZED", `Missing or invalid ${credentialOf(token)}`, {
        "www-authenticate": "Bearer",
      });
    case 403:
      return new ApiError("FORBIDDEN", FORBIDDEN[result.reason ?? ""] ?? `This key lacks the scope ${scope}`);
    case 429:
      return rateLimited(result.rate);
    default:
      return undefined;
  }
}
