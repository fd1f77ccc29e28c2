import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { problemsOf } from "../support/axe.ts";
import { card, overviewing, settled } from "../support/overview.ts";

const { openOverview } = overviewing();

/** States that look another way, each from the one before. */
const STATES: [name: string, act: (page: Page) => Promise<unknown>][] = [
  ["all reports", async () => undefined],
  ["the chart's figures", (page) => page.getByText("Show as a table").click()],
  ["a moment of the chart", (page) => page.getByRole("slider").focus()],
  ["the choice of days", (page) => page.getByRole("button", { name: /^Period/ }).click()],
  ["the choice of a filter", (page) => page.getByRole("button", { name: "Filter", exact: true }).click()],
  ["who is there", (page) => page.getByRole("button", { name: /visitors now/ }).click()],
  ["an export", (page) => page.getByRole("button", { name: "Export sources" }).click()],
  [
    "filters",
    async (page) => {
      await page.keyboard.press("Escape");
      await card(page, "Countries").getByRole("link", { name: "Germany" }).click();
      await settled(page);
      await card(page, "Sources").getByRole("link", { name: "google organic" }).click();
      await settled(page);
    },
  ],
  ["keyboard shortcuts", (page) => page.keyboard.press("?")],
];

test.each([
  ["light", 360],
  ["light", 768],
  ["light", 1280],
  ["dark", 360],
  ["dark", 768],
  ["dark", 1280],
] as const)(
  "no rule of axe-core is broken by the overview, in %s and %d pixels wide",
  async (colorScheme, width) => {
    const page = await openOverview("", {
      colorScheme,
      viewport: { width, height: 800 },
      reducedMotion: "reduce",
    });
    await settled(page);
    await page.locator(".plot canvas").waitFor();
    for (const [name, act] of STATES) {
      await act(page);
      expect(await problemsOf(page), name).toEqual([]);
    }
  },
);
