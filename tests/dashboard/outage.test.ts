import { describe, expect, test } from "vitest";
import { browsing, heading } from "../support/dashboard.ts";
import { batch, pageView, visitor } from "../support/seed.ts";

const KEYS = "**/.netlify/functions/**";
const REPORTS = "**/api/v1/**";

const { stack, openAs } = browsing();

describe("while the API is down", () => {
  test.each([
    ["refuses", 503, "The server answered with 503."],
    ["can't be reached", undefined, "The server can't be reached."],
  ])("and %s, keys are not shown as none, and come when asked again", async (_, status, message) => {
    const account = await stack().newAccount();
    await stack().newKey(account, { name: "Warehouse sync" });
    const page = await openAs(account);
    await page.getByText("No assistant yet").waitFor();
    await page.route(KEYS, (route) =>
      status === undefined ? route.abort() : route.fulfill({ status, body: "down" }),
    );
    await page.getByRole("link", { name: "API Access" }).click();
    await page.getByRole("heading", { name: "Could not load your keys" }).waitFor();
    await page.getByRole("alert").getByText(message).waitFor();
    expect(await page.getByText("No key yet").count()).toBe(0);
    await page.unroute(KEYS);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Warehouse sync").waitFor();
  });

  test("a key that was not made is not shown, and what was typed stays", async () => {
    const page = await openAs(await stack().newAccount(), "/app/settings/api-access");
    await page.getByText("No key yet").waitFor();
    await page.getByRole("button", { name: "Generate API Key" }).click();
    await page.getByLabel("Name").fill("Warehouse sync");
    await page.route(KEYS, (route) => route.abort());
    await page.locator("form").getByRole("button", { name: "Generate" }).click();
    await page.getByRole("alert").getByText("The server can't be reached.").waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Warehouse sync");
    expect(await page.content()).not.toContain("phona_live_");
  });

  test("the look for a first visit says so, and goes on until it is there", async () => {
    const account = await stack().newAccount();
    const id = await stack().newAssistant(account);
    const page = await openAs(account);
    await heading(page, "Assistants");
    await page.route(REPORTS, (route) => route.abort());
    await page.goto(`${stack().url}/app/${id}/install`);
    await page.getByRole("status").getByText("The server can't be reached.").waitFor();
    expect(await page.getByText("Waiting for the first visit.").count()).toBe(0);
    await stack().record(batch(id, visitor(1), [pageView(new Date().toISOString(), "/pricing")]));
    await page.unroute(REPORTS);
    await page.getByText("It works.").waitFor();
  });

  test("nothing is deleted before it is known what is lost", async () => {
    const account = await stack().newAccount();
    const id = await stack().newAssistant(account, { name: "Acme" });
    const page = await openAs(account, `/app/${id}/settings`);
    await heading(page, "Settings");
    await page.route(REPORTS, (route) => route.fulfill({ status: 500, body: "down" }));
    await page.getByRole("button", { name: "Delete assistant…" }).click();
    await page.getByRole("dialog").getByText("The server answered with 500.").waitFor();
    expect(await page.getByRole("button", { name: "Delete for good" }).count()).toBe(0);
  });

  test("what takes long says what is being loaded", async () => {
    const page = await openAs(await stack().newAccount());
    await page.getByText("No assistant yet").waitFor();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(KEYS, async (route) => {
      await released;
      await route.continue();
    });
    await page.getByRole("link", { name: "API Access" }).click();
    await page.getByRole("status").getByText("Loading your keys…").waitFor();
    release();
    await page.getByText("No key yet").waitFor();
  });
});
