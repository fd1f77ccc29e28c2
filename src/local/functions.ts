import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { IncomingMessage } from "node:http";
import { serve } from "@hono/node-server";
import type { Config, Context } from "@netlify/functions";
import type { Handler } from "../http/respond.ts";

const functions = new URL("../../netlify/functions/", import.meta.url);

type NetlifyFunction = { default: Handler; config?: Config };

/** A static file: what it holds, its content type and what else it is served with. */
export type StaticFile = { content: string; type: string; headers?: Record<string, string> };

/** A function, and the path that it answers; a part of it that begins with a colon stands for any. */
type Route = { handler: Handler; parts: string[] };

/**
 * The path of each function: its own `config.path`, else the one that Netlify gives it. What a schedule
 * runs has none.
 */
async function loadFunctions(): Promise<Route[]> {
  const routes: Route[] = [];
  for (const file of readdirSync(functions)) {
    const loaded = (await import(new URL(file, functions).href)) as NetlifyFunction;
    if (loaded.config?.schedule !== undefined) {
      continue;
    }
    const paths = loaded.config?.path ?? `/.netlify/functions/${file.replace(/\.ts$/, "")}`;
    for (const path of [paths].flat()) {
      routes.push({ handler: loaded.default, parts: path.split("/") });
    }
  }
  return routes;
}

/** The parts of a path that a route leaves open, by their names; undefined where it is another path. */
function matched({ parts }: Route, pathname: string): Record<string, string> | undefined {
  const given = pathname.split("/");
  const isSame = (part: string, index: number) =>
    part.startsWith(":") ? given[index] !== "" : part === given[index];
  if (given.length !== parts.length || !parts.every(isSame)) {
    return undefined;
  }
  return Object.fromEntries(
    parts.flatMap((part, index) => (part.startsWith(":") ? [[part.slice(1), given[index] ?? ""]] : [])),
  );
}

/** The file at a path, else that of a rule which ends in a star, as netlify.toml has one for the dashboard. */
function fileAt(files: Record<string, StaticFile>, pathname: string): StaticFile | undefined {
  const rule = Object.keys(files).find(
    (path) => path.endsWith("/*") && pathname.startsWith(path.slice(0, -1)),
  );
  return files[pathname] ?? files[rule ?? ""];
}

/** The headers that the edge before the functions adds to a request: `x-nf-geo` and such. */
export type Edge = (request: Request) => Record<string, string>;

/** What Netlify tells a function of the request, read from the headers in which its edge sends it. */
function contextOf(request: Request, socketAddress: string, params: Record<string, string>): Context {
  const geo = request.headers.get("x-nf-geo");
  const context: Pick<Context, "ip" | "geo" | "params" | "requestId"> = {
    params,
    ip: request.headers.get("x-nf-client-connection-ip") ?? socketAddress,
    geo: geo === null ? {} : JSON.parse(Buffer.from(geo, "base64").toString()),
    requestId: randomUUID(),
  };
  return context as Context;
}

/** The address at the other end of the socket that the server hands over with a request. */
function addressOf(env: object): string {
  const incoming = "incoming" in env ? env.incoming : undefined;
  return incoming instanceof IncomingMessage ? (incoming.socket.remoteAddress ?? "127.0.0.1") : "127.0.0.1";
}

/**
 * Serves the functions of this project in this process, for tests and benchmarks. `netlify dev`,
 * which starts a worker for each request, is what a person runs.
 */
export async function serveFunctions(
  options: { port?: number; files?: Record<string, StaticFile>; edge?: Edge } = {},
): Promise<{ url: string; stop: () => Promise<void> }> {
  const routes = await loadFunctions();
  const server = serve({
    port: options.port ?? 0,
    hostname: "127.0.0.1",
    fetch: async (request, env) => {
      const { pathname } = new URL(request.url);
      const file = fileAt(options.files ?? {}, pathname);
      if (file !== undefined) {
        return new Response(file.content, { headers: { "content-type": file.type, ...file.headers } });
      }
      for (const [name, value] of Object.entries(options.edge?.(request) ?? {})) {
        request.headers.set(name, value);
      }
      for (const route of routes) {
        const params = matched(route, pathname);
        if (params !== undefined) {
          return route.handler(request, contextOf(request, addressOf(env), params));
        }
      }
      return new Response("Not found", { status: 404 });
    },
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        "closeAllConnections" in server && server.closeAllConnections();
      }),
  };
}
