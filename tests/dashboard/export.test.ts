import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { card, dayAgo, eventually, linesOf, overviewing, settled } from "../support/overview.ts";

const { ask, openOverview } = overviewing();

describe("an export", () => {
  const saved = async (page: Page, what: string, kind: string) => {
    await page.getByRole("button", { name: `Export ${what}` }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: kind, exact: true }).click(),
    ]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  };

  test("as JSON has the whole result, of which a table shows the first lines", async () => {
    const page = await openOverview();
    await settled(page);
    expect((await linesOf(card(page, "Pages").getByRole("table"))).length).toBe(8);
    const { name, text } = await saved(page, "top pages", "JSON");
    expect(name).toBe(`phona-pages-${dayAgo(27)}-${dayAgo(0)}.json`);
    const { data } = await ask("pages", 28, { limit: "500" });
    expect(JSON.parse(text).data).toEqual(data);
    await card(page, "Pages")
      .getByRole("button", { name: `Show more of ${data.length}` })
      .click();
    await eventually(async () => (await linesOf(card(page, "Pages").getByRole("table"))).length).toBe(
      data.length,
    );
  });

  test("as CSV has the whole result as well, of what is looked at", async () => {
    const page = await openOverview("?country=DE");
    await settled(page);
    const { name, text } = await saved(page, "top pages", "CSV");
    expect(name).toBe(`phona-pages-${dayAgo(27)}-${dayAgo(0)}.csv`);
    const { data } = await ask("pages", 28, { country: "DE", limit: "500" });
    const lines = text.trimEnd().split("\r\n");
    expect(lines.map((line) => line.split(",")[0])).toEqual([
      "page_url",
      ...data.map((row: Record<string, string>) => row["page_url"]),
    ]);
    expect(lines).toHaveLength(15);
  });

  test("that can't be had says why", async () => {
    const page = await openOverview();
    await settled(page);
    await page.route("**/*format=csv*", (route) => route.abort());
    await page.getByRole("button", { name: "Export sources" }).click();
    await page.getByRole("button", { name: "CSV", exact: true }).click();
    await page.getByText("The server can't be reached.").waitFor();
  });
});
