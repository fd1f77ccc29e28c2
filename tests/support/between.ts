import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";

/** What may happen before a call goes on, told how many there were; a status answers in the place of Supabase. */
type Interruption = (count: number) => unknown;

/**
 * Stands between the functions and the Supabase API: notes every call, and hands it on. To be started before
 * the functions are first asked, which is when they read where the API is.
 */
export async function standBetween(supabaseUrl: string) {
  let calls: string[] = [];
  let sent = "";
  let interruption: Interruption = () => undefined;
  const { hostname, port } = new URL(supabaseUrl);
  const server = createServer(async (incoming, outgoing) => {
    calls.push(`${incoming.method} ${incoming.url?.split("?")[0]}`);
    const status = await interruption(calls.length);
    if (typeof status === "number") {
      outgoing.writeHead(status).end();
      return;
    }
    const { method, headers, url: path } = incoming;
    sent += `${path}\n`;
    incoming.on("data", (part) => {
      sent += part;
    });
    incoming.pipe(
      forward({ hostname, port, method, path, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env["SUPABASE_URL"] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    calls: () => calls,
    /** All that was said in calls: their addresses and bodies. */
    sent: () => sent,
    /** Begins to count anew, with what is to happen before calls from now on. */
    begin: (next: Interruption = () => undefined) => {
      calls = [];
      sent = "";
      interruption = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
