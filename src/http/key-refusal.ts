import { ApiError } from "./errors.ts";
import { type Rate, rateLimited } from "./rate.ts";

/**
 * What the caller is told where the database does not let a key go on; undefined where it does.
 *
 * @param scope what the key needs
 * @param credential what stands in the key's place, where it is another
 */
export function keyRefusal(
  result: { status: number; rate: Rate },
  scope: string,
  credential = "API key",
): ApiError | undefined {
  switch (result.status) {
    case 401:
      return new ApiError("UNAUTHORIZED", `Missing or invalid ${credential}`, {
        "www-authenticate": "Bearer",
      });
    case 403:
      return new ApiError("FORBIDDEN", `This key lacks the scope ${scope}`);
    case 429:
      return rateLimited(result.rate);
    default:
      return undefined;
  }
}
