import { describe, expect, test } from "vitest";
import {
  card,
  dayAgo,
  eventually,
  linesOf,
  overviewing,
  settled,
  visitorsShown,
} from "../support/overview.ts";

const { ask, openOverview } = overviewing();

describe("a click on a line", () => {
  test("filters everything, which a reload keeps and the way back undoes", async () => {
    const page = await openOverview("?period=7d");
    await settled(page);
    const all = await visitorsShown(page);
    await card(page, "Sources").getByRole("link", { name: "google organic" }).click();
    const search = () => new URL(page.url()).search;
    expect(search()).toBe("?period=7d&source=google&medium=organic");
    const chosen = { source: "google", medium: "organic" };
    const { data } = await ask("overview", 7, chosen);
    await eventually(() => visitorsShown(page)).toBe(String(data.unique_visitors));
    await settled(page);
    expect(await linesOf(card(page, "Countries").getByRole("table"))).toEqual([["Germany", "6", "100%"]]);
    expect(await linesOf(card(page, "Sources").getByRole("table"))).toEqual([
      ["google organic", "6", "100%"],
    ]);
    const { data: steps } = await ask("funnel", 7, chosen);
    expect(await card(page, "Widget").locator(".funnel strong").first().innerText()).toBe(
      String(steps.visitors),
    );
    await page.reload();
    await settled(page);
    expect(await visitorsShown(page)).toBe(String(data.unique_visitors));
    await page.goBack();
    await eventually(() => visitorsShown(page)).toBe(all);
    expect(search()).toBe("?period=7d");
  });

  test("adds to the filters before, each of which can be taken away, as can all", async () => {
    const page = await openOverview("?period=7d");
    await settled(page);
    await card(page, "Countries").getByRole("link", { name: "Germany" }).focus();
    await page.keyboard.press("Enter");
    const chips = page.getByRole("list", { name: "Filters" });
    await chips.getByText("Country: Germany").waitFor();
    await settled(page);
    await card(page, "Devices").getByRole("link", { name: "Tablet" }).click();
    await eventually(() => visitorsShown(page)).toBe("6");
    await chips.getByRole("button", { name: "Remove the filter Country: Germany" }).click();
    await eventually(() => chips.innerText()).toBe("Device: Tablet\n×");
    expect(new URL(page.url()).search).toBe("?period=7d&device_type=tablet");
    await page.keyboard.press("Escape");
    await eventually(() => visitorsShown(page)).toBe("30");
    expect(await chips.count()).toBe(0);
  });

  test("goes along to the sessions, with the days, and back", async () => {
    const page = await openOverview("?period=7d&pages=exit");
    await settled(page);
    await card(page, "Countries").getByRole("link", { name: "Germany" }).click();
    const reports = page.getByRole("navigation", { name: "Assistant" });
    await reports.getByRole("link", { name: "Sessions" }).click();
    const { meta } = await ask("sessions", 7, { country: "DE" });
    await page.getByText(`1–${meta.total} of ${meta.total}`).waitFor();
    expect(new URL(page.url()).search).toBe("?period=7d&country=DE");
    await reports.getByRole("link", { name: "Overview" }).click();
    await page.getByRole("list", { name: "Filters" }).getByText("Country: Germany").waitFor();
    expect(new URL(page.url()).search).toBe("?period=7d&country=DE");
  });

  test("does the same as the form with all filters", async () => {
    const page = await openOverview("?period=7d");
    await settled(page);
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByLabel("Only sessions by").selectOption("Widget");
    await page.getByLabel("That is").selectOption("Opened");
    await page.getByRole("button", { name: "Add filter" }).click();
    await eventually(() => visitorsShown(page)).toBe("12");
    expect(new URL(page.url()).searchParams.get("widget_engaged")).toBe("true");
  });
});

describe("the days that are looked at", () => {
  test("are chosen by single keys, which a menu and a page of help name", async () => {
    const page = await openOverview();
    await settled(page);
    await page.keyboard.press("w");
    await page.getByRole("button", { name: "Period: Last 7 days" }).waitFor();
    await eventually(() => visitorsShown(page)).toBe("30");
    expect(new URL(page.url()).search).toBe("?period=7d");
    await page.keyboard.press("d");
    await page.getByRole("button", { name: "Period: Today" }).waitFor();
    await page.keyboard.press("f");
    await page.getByRole("button", { name: "Period: Last 28 days" }).waitFor();
    expect(new URL(page.url()).search).toBe("");
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await help.getByText("Last 12 months").waitFor();
    await help.getByLabel("Single keys do this in this browser").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("w");
    expect(new URL(page.url()).search).toBe("");
  });

  test("are not changed by what is typed into a field", async () => {
    const page = await openOverview();
    await settled(page);
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByLabel("That is").fill("");
    await page.getByLabel("That is").pressSequentially("dw?");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(new URL(page.url()).search).toBe("");
  });

  test("can be any, in any time zone", async () => {
    const page = await openOverview();
    await settled(page);
    await page.getByRole("button", { name: /^Period/ }).click();
    await page.getByLabel("First day").fill(dayAgo(3));
    await page.getByLabel("Last day").fill(dayAgo(5));
    await page.getByRole("button", { name: "Show these days" }).click();
    await page.getByText("The first day has to be before the last.").waitFor();
    await page.getByLabel("First day").fill(dayAgo(9));
    await page.getByRole("button", { name: "Show these days" }).click();
    await eventually(() => visitorsShown(page)).toBe("25");
    await page.getByRole("button", { name: /^Period/ }).click();
    await page.getByLabel("Time zone").selectOption("America/New_York");
    const search = new URL(page.url()).searchParams;
    expect(Object.fromEntries(search)).toEqual({
      start_date: dayAgo(9),
      end_date: dayAgo(5),
      timezone: "America/New_York",
    });
    const { data } = await ask("overview", 1, Object.fromEntries(search));
    await eventually(() => visitorsShown(page)).toBe(String(data.unique_visitors));
  });
});
