import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright-core";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What begins left of the window, where nobody can scroll to, and times of which a part is cut off. */
function cutOff(): string[] {
  const shown = (elements: Element[]) => elements.map(({ outerHTML }) => outerHTML.slice(0, 200));
  const outside = [...document.querySelectorAll("body *")].filter((element) => {
    const { left, width } = element.getBoundingClientRect();
    return width > 1 && left < 0 && element.closest(".canvas") === null;
  });
  const cut = [...document.querySelectorAll(":has(> time)")].filter(
    (element) =>
      getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth,
  );
  return shown([...outside, ...cut]);
}

/** What axe-core finds wrong, whether the page is wider than its window, and what is cut off. */
export async function problemsOf(page: Page): Promise<unknown[]> {
  // Evaluated by the browser's own means, which the page's policy does not hold back.
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
  });
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const cut = await page.evaluate(cutOff);
  return [...found, ...(width > 0 ? [{ wider: width }] : []), ...cut.map((html) => ({ cut: html }))];
}
