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

/** What axe-core finds wrong, and whether the page is wider than its window. */
export async function problemsOf(page: Page): Promise<unknown[]> {
  // Evaluated by the browser's own means, which the page's policy does not hold back.
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
  });
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return [...found, ...(width > 0 ? [{ wider: width }] : [])];
}
