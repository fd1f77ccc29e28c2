import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { required } from "../environment.ts";
import { waitFor } from "../trace.ts";

/** Functions never listen to changes; without this Node 20, which has no WebSocket, is refused. */
class NoRealtime {
  constructor() {
    throw new Error("Realtime is not used.");
  }
}

let client: SupabaseClient | undefined;

/** The Supabase client of the service role. It may do everything, so it stays in functions. */
export function serviceClient(): SupabaseClient {
  client ??= createClient(required("SUPABASE_URL"), required("SUPABASE_SERVICE_ROLE_KEY"), {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: NoRealtime as never },
  });
  return client;
}

/** A call to the database that failed, by the database's own code. */
export class DatabaseError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "DatabaseError";
    this.code = code;
  }
}

/**
 * Calls a database function in one round trip.
 *
 * @throws DatabaseError where the call fails, which for these functions is never the caller's fault
 */
export async function call(name: string, parameters: Record<string, unknown>): Promise<unknown> {
  const { data, error } = await waitFor("database", serviceClient().rpc(name, parameters));
  if (error !== null) {
    throw new DatabaseError(error.code, error.message);
  }
  return data;
}
