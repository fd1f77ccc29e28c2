import { serve } from "@hono/node-server";
import { App, ConsoleEmailDriver } from "@supabase/lite";
import { createPgliteConnection } from "@supabase/lite/pglite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { applyMigrations, type Execute, prepareAsSupabase } from "./migrations.ts";

/** A Supabase API (Auth and Data API) on a local database. */
export type Supabase = {
  url: string;
  anonKey: string;
  serviceRoleKey: string;
  /** Runs SQL as the owner of the database. */
  execute: Execute;
  stop: () => Promise<void>;
};

/** Keys of a stand-in that listens on loopback only: nothing to keep secret. */
export const ANON_KEY = "sb_publishable_local";
export const SERVICE_ROLE_KEY = "sb_secret_local";
export const JWT_SECRET = "local-only-secret-of-the-development-stand-in";

/** The Data API hands over the arguments of a function as JSON text, which must not be quoted again. */
const JSONB = {
  to: 3802,
  from: [3802],
  serialize: (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value)),
  parse: (text: string): unknown => JSON.parse(text),
};

async function connect(database: { postgres: string } | { pglite: string }) {
  if ("postgres" in database) {
    const connection = createPostgresConnection({
      url: database.postgres,
      postgresOptions: { max: 10, onnotice: () => undefined, types: { jsonb: JSONB } },
    });
    const execute: Execute = async (text, parameters = []) => [
      ...(await (parameters.length === 0
        ? connection.driver.unsafe(text).simple()
        : connection.driver.unsafe(text, parameters))),
    ];
    // A request that came last may have left a query behind; nobody waits for it any more.
    const close = () => connection.driver.end({ timeout: 5 });
    return { connection, execute, close };
  }
  const connection = await createPgliteConnection({ url: database.pglite });
  const execute: Execute = async (text, parameters = []) => {
    if (parameters.length === 0) {
      return ((await connection.driver.exec(text)).at(-1)?.rows ?? []) as Record<string, unknown>[];
    }
    return (await connection.driver.query<Record<string, unknown>>(text, parameters)).rows;
  };
  return { connection, execute, close: () => connection.close() };
}

/** Lets pages of any origin read the answers, and send what they ask to send, as Supabase's gateway does. */
function openToPages(request: Request, { body, status, headers }: Response): Response {
  const opened = new Headers(headers);
  opened.set("access-control-allow-origin", "*");
  const asked = request.headers.get("access-control-request-headers");
  if (asked !== null) {
    opened.set("access-control-allow-headers", asked);
  }
  return new Response(body, { status, headers: opened });
}

/**
 * Serves the Supabase API on a database, with this project's migrations applied.
 *
 * @param database a connection string, or the folder of an embedded PGlite database
 * @param port the loopback port to listen on; 0 for any free one
 * @param dashboardUrl where the links of e-mails lead
 */
export async function startSupabase(
  database: { postgres: string } | { pglite: string },
  port = 0,
  dashboardUrl = "http://127.0.0.1",
): Promise<Supabase> {
  process.env["LITE_TELEMETRY"] = "0";
  const { connection, execute, close } = await connect(database);
  const newPassword = `${dashboardUrl}/app/new-password`;
  // It sends no e-mail but prints it, and does not keep where the link is to lead in the end.
  const print = (mail: string) =>
    console.info(mail.replace(/(?<=redirect_to=)[^&\s]*/, encodeURIComponent(newPassword)));
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: JWT_SECRET,
      publishable_key: ANON_KEY,
      secret_key: SERVICE_ROLE_KEY,
      email: { enable_confirmations: false },
      site_url: `http://127.0.0.1:${port}`,
      additional_redirect_urls: [newPassword],
    },
    options: { drivers: { email: new ConsoleEmailDriver({ logger: { info: print } }) } },
  });
  await app.init();
  await app.ensureSystemSchema();
  // Unless told that it has done so, it grants all tables to every role at the first request, which
  // Supabase does not do. The tests of privileges fail if this is lost.
  Object.assign(connection, { rlsState: "active" });
  await prepareAsSupabase(execute);
  await applyMigrations(execute);

  const server = serve({
    port,
    hostname: "127.0.0.1",
    // Who asks may be this process: while it computes it can't notice that a connection was closed.
    serverOptions: { keepAliveTimeout: 120_000 },
    fetch: async (request: Request) =>
      openToPages(request, await app.fetch(request, { peerAddress: "127.0.0.1" })),
  });
  const address = await new Promise<{ port: number }>((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", () => resolve(server.address() as { port: number }));
  });
  return {
    url: `http://127.0.0.1:${address.port}`,
    anonKey: ANON_KEY,
    serviceRoleKey: SERVICE_ROLE_KEY,
    execute,
    stop: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        "closeAllConnections" in server && server.closeAllConnections();
      });
      await close();
    },
  };
}
