import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { required } from "../environment.ts";
import { waitFor } from "../trace.ts";
import { DatabaseError } from "./error.ts";

/** How long a request waits for the database, and for Auth; tests of something else have more on a busy machine. */
export const patience = { milliseconds: 5_000 };

/** Functions never listen to changes; without this Node 20, which has no WebSocket, is refused. */
class NoRealtime {
  constructor() {
    throw new Error("Realtime is not used.");
  }
}

/** Waits for the whole answer, and no longer than whoever asks has said. */
const patientFetch: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(patience.milliseconds) });

let client: SupabaseClient | undefined;

/** The Supabase client of the service role. It may do everything, so it stays in functions. */
export function serviceClient(): SupabaseClient {
  client ??= createClient(required("SUPABASE_URL"), required("SUPABASE_SERVICE_ROLE_KEY"), {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: NoRealtime as never },
    global: { fetch: patientFetch },
  });
  return client;
}

/**
 * Calls a database function in one round trip.
 *
 * @param within milliseconds after which it is given up
 * @throws DatabaseError where the call fails, which for these functions is never the caller's fault
 */
export async function call(
  name: string,
  parameters: Record<string, unknown>,
  within = patience.milliseconds,
): Promise<unknown> {
  const signal = AbortSignal.timeout(within);
  const answer = serviceClient().rpc(name, parameters).abortSignal(signal);
  const { data, error, status } = await waitFor("database", answer);
  if (error !== null) {
    throw new DatabaseError(String(error.code), error.message, status);
  }
  return data;
}
