import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { PAGES } from "../traffic-site.ts";
import { type Embed, renderPage } from "./page.ts";

const HTML = "text/html; charset=utf-8";
const NOT_FOUND = { path: "", title: "There is no such page", section: "home", weight: 0 } as const;

/** As strict as a careful site's: the widget has to work under it. */
function contentSecurityPolicy(widgetUrl: string): string {
  const { origin } = new URL(widgetUrl);
  return [
    "default-src 'none'",
    `script-src 'self' ${origin}`,
    `connect-src ${origin}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function send(response: ServerResponse, status: number, type: string, content: string): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-cache" });
  response.end(content);
}

/** Serves the demo site on a loopback port: the pages of the demo traffic, with the widget on each. */
export async function serveDemoSite(port: number, embed: Embed): Promise<{ stop: () => Promise<void> }> {
  const asset = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
  const assets: Record<string, [type: string, content: string]> = {
    "/style.css": ["text/css; charset=utf-8", asset("style.css")],
    "/chat.js": ["text/javascript; charset=utf-8", asset("chat.js")],
  };
  const policy = contentSecurityPolicy(embed.widgetUrl);
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const page = PAGES.find((candidate) => candidate.path === path);
    const file = assets[path];
    response.setHeader("content-security-policy", policy);
    response.setHeader("x-content-type-options", "nosniff");
    if (file !== undefined) {
      send(response, 200, ...file);
    } else {
      send(response, page === undefined ? 404 : 200, HTML, renderPage(page ?? NOT_FOUND, embed));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
