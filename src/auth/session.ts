import { serviceClient } from "../database/client.ts";
import { DatabaseError } from "../database/error.ts";
import { waitFor } from "../trace.ts";

/** Whether a token is a session token, which has three parts; an API key has one. */
export const isSessionToken = (token: string): boolean => token.split(".").length === 3;

/**
 * The user id of a Supabase session token, which Auth verifies in one call, so that a session that
 * has been signed out is refused; null for a token that is missing or not valid.
 *
 * @throws DatabaseError where Auth can't be asked
 */
export async function userOf(token: string): Promise<string | null> {
  if (!isSessionToken(token)) {
    return null;
  }
  const { data, error } = await waitFor("auth", serviceClient().auth.getUser(token));
  if (error !== null && (error.status === undefined || error.status >= 500 || error.status === 0)) {
    throw new DatabaseError("", error.message, error.status ?? 0);
  }
  return data.user?.id ?? null;
}
