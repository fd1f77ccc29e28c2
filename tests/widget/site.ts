import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { z } from "zod";
import { beaconEnvelope, beaconEvent } from "../../src/ingest/beacon.ts";
import { buildWidget } from "../../src/widget/bundle.ts";

const beacon = beaconEnvelope.extend({ events: z.array(beaconEvent).min(1).max(40) });

export type Beacon = z.infer<typeof beacon>;
type Event = Beacon["events"][number];
export type PageView = Extract<Event, { type: "page_view" }>;

export const ASSISTANT = "ast_01hxwidgettest";

/** How the beacon function answers: with a status, never, or by dropping the connection. */
export type Answer = number | "hang" | "drop";

const listen = async (handler: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const stop = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/**
 * A customer's site and, on another origin, a host with the widget and a beacon function that
 * records what it gets. It stands in for the real one because it has to fail on demand.
 */
export class Site {
  readonly beacons: Beacon[] = [];
  /** Beacons that break the contract, with what is wrong; a test that has one has failed. */
  readonly invalid: unknown[] = [];
  readonly requests: {
    method: string | undefined;
    contentType: string | undefined;
    cookie: string | undefined;
    bytes: number;
  }[] = [];
  answer: Answer = 204;
  /** More attributes of the script tag. */
  attributes = `data-assistant-id="${ASSISTANT}"`;
  /** Markup before the script tag. */
  head = "";
  headers: Record<string, string> = {};
  origin = "";
  host = "";
  #servers: Server[] = [];
  #arrived = new Set<() => void>();

  static async open(): Promise<Site> {
    const site = new Site();
    const script = await buildWidget();
    const host = await listen((request, response) => site.#serveHost(request, response, script));
    const pages = await listen((request, response) => site.#servePage(request, response));
    site.host = host.origin;
    site.origin = pages.origin;
    site.#servers = [host.server, pages.server];
    return site;
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map(stop));
  }

  get script(): string {
    return `<script src="${this.host}/widget.js" ${this.attributes} async></script>`;
  }

  get events(): Event[] {
    return this.beacons.flatMap((each) => each.events);
  }

  get pageViews(): PageView[] {
    return this.events.filter((event) => event.type === "page_view");
  }

  /** Resolves as soon as the condition holds, looking again at each beacon. */
  async until<T>(find: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = find();
      if (found) return found;
      await new Promise<void>((resolve) => this.#arrived.add(resolve));
    }
  }

  /** The exit of the page view of a path. */
  exit(path: string, count = 1): Promise<PageView> {
    const exits = () =>
      this.pageViews.filter((view) => view.url === this.origin + path && view.exited_at !== undefined);
    return this.until(() => exits()[count - 1]);
  }

  pageView(path: string): Promise<PageView> {
    return this.until(() => this.pageViews.find((view) => view.url === this.origin + path));
  }

  /** Waits until all that the page's pending tasks send has had the time to arrive. */
  async quiet(page: Page): Promise<void> {
    await page.evaluate(async (url) => {
      for (let round = 0; round < 3; round++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        await fetch(url, { mode: "no-cors" });
      }
    }, `${this.host}/quiet`);
  }

  #servePage(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? "/";
    response.writeHead(path === "/favicon.ico" ? 204 : 200, {
      "content-type": "text/html; charset=utf-8",
      ...this.headers,
    });
    response.end(
      `<!doctype html><html lang="en"><head><title>Page ${path}</title>${this.head}${this.script}</head><body>${path}</body></html>`,
    );
  }

  #serveHost(request: IncomingMessage, response: ServerResponse, script: string): void {
    if (request.url === "/widget.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
      return;
    }
    if (request.url !== "/.netlify/functions/track") {
      response.writeHead(204).end();
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      this.#record(request, Buffer.concat(chunks));
      if (this.answer === "drop") request.destroy();
      else if (this.answer !== "hang")
        response.writeHead(this.answer, { "access-control-allow-origin": "*" }).end();
    });
  }

  #record(request: IncomingMessage, body: Buffer): void {
    this.requests.push({
      method: request.method,
      contentType: request.headers["content-type"],
      cookie: request.headers.cookie,
      bytes: body.length,
    });
    const text = body.toString("utf8");
    try {
      this.beacons.push(beacon.parse(JSON.parse(text)));
    } catch (error) {
      this.invalid.push({ error, text });
    }
    const waiting = [...this.#arrived];
    this.#arrived.clear();
    for (const look of waiting) look();
  }
}
