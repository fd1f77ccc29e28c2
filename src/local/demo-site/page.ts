import { PAGES, type Page } from "../traffic-site.ts";
import { TEXTS } from "./texts.ts";

/** What the embed snippet holds: where the script is, and for which assistant it reports. */
export type Embed = { widgetUrl: string; assistantId: string };

const BRAND = "Northwind";
const MENU: [path: string, label: string][] = [
  ["/features", "Features"],
  ["/pricing", "Pricing"],
  ["/blog", "Blog"],
  ["/docs", "Docs"],
  ["/contact", "Contact"],
];

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** A link, which says so where it leads to the page it is on. */
const link = (path: string, label: string, current: string) =>
  `<a href="${path}"${path === current ? ' aria-current="page"' : ""}>${escaped(label)}</a>`;

/** Pages that a reader may go on to: those of the section, or for a page that has none a few others. */
function related(page: Page): Page[] {
  const siblings = PAGES.filter(({ section, path }) => section === page.section && path !== page.path);
  return siblings.length > 0
    ? siblings
    : PAGES.filter(({ path }) => /^\/(features|customers|demo|about)$/.test(path));
}

/** One page of the demo site, with the embed snippet as it is documented. */
export function renderPage(page: Page, { widgetUrl, assistantId }: Embed): string {
  const paragraphs = TEXTS[page.path] ?? [`${page.title} at ${BRAND}: a short page of the demo site.`];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(page.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<!-- Phona Chat Widget -->
<script src="${escaped(widgetUrl)}"
        data-assistant-id="${escaped(assistantId)}"
        async></script>
<script src="/chat.js" defer></script>
</head>
<body>
<header><a class="brand" href="/">${BRAND}</a>${MENU.map(([path, label]) => link(path, label, page.path)).join("\n")}</header>
<main>
<h1>${escaped(page.title)}</h1>
${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join("\n")}
<nav class="more" aria-label="Read on">
<ul>
${related(page)
  .map(({ path, title }) => `<li>${link(path, title, page.path)}</li>`)
  .join("\n")}
</ul>
</nav>
</main>
<footer>${BRAND} does not exist; this site shows Phona Analytics at work on your own machine.
${link("/about", "About", page.path)} · ${link("/legal/privacy", "Privacy", page.path)}</footer>
</body>
</html>
`;
}
