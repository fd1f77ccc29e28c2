import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const CHAT = `
  const on = (id, types) => document.getElementById(id).addEventListener("click", () => {
    for (const type of types) window.phona.track(type);
  });
  on("open", ["widget_open"]);
  on("ask", ["conversation_start"]);
  on("send", ["inquiry_submit"]);
  on("close", ["conversation_end", "widget_close"]);
`;

const page = (title: string, widget: string, assistantId: string) => `<!doctype html>
<html lang="en">
<title>${title}</title>
<script src="${widget}" data-assistant-id="${assistantId}" async></script>
<a href="/blog/guide">Guide</a> <a href="/pricing">Pricing</a> <a href="/contact">Contact</a>
<button id="open">Chat</button> <button id="ask">Ask</button> <button id="send">Send</button>
<button id="close">Close</button>
<script src="/chat.js"></script>
</html>`;

const TITLES: Record<string, string> = {
  "/blog/guide": "The Guide",
  "/pricing": "Prices & Plans",
  "/contact": "Contact",
  "/bye": "Bye",
};

/**
 * A company's site on an origin of its own, with the documented snippet and a chat that reports to
 * it, under a Content-Security-Policy that allows the widget's host and no inline script.
 */
export async function startSite(options: { widgetHost: string; assistantId: () => string }) {
  const policy = `default-src 'none'; script-src 'self' ${options.widgetHost}; connect-src ${options.widgetHost}`;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    const title = TITLES[pathname];
    if (pathname === "/chat.js") {
      response.setHeader("content-type", "text/javascript").end(CHAT);
    } else if (title === undefined) {
      response.writeHead(404).end();
    } else {
      response
        .setHeader("content-type", "text/html; charset=utf-8")
        .setHeader("content-security-policy", policy);
      response.end(
        pathname === "/bye"
          ? "<title>Bye</title>"
          : page(title, `${options.widgetHost}/widget.js`, options.assistantId()),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
