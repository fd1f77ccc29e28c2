import { expect, test } from "vitest";
import { browsing } from "../support/dashboard.ts";

const { stack, openAs } = browsing();

const PATH = "/app/settings/api-access";

test("a key is made for what was chosen: what it may do, one assistant, the end of a day where one is", async () => {
  const account = await stack().newAccount();
  const assistant_id = await stack().newAssistant(account, { name: "Acme" });
  const page = await openAs(account, PATH, { timezoneId: "America/New_York" });
  await page.getByRole("button", { name: "Generate API Key" }).click();
  await page.getByLabel("Name").fill("Shop server");
  await page.getByLabel("Report events").check();
  await page.getByLabel("For", { exact: true }).selectOption("Acme");
  await page.getByLabel("Expires").selectOption("At the end of a day…");
  await page.getByLabel("Last day").fill("2099-12-31");
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  await page.getByRole("heading", { name: "Copy Shop server now" }).waitFor();
  const query = `select name, scopes, assistant_id, expires_at from public.api_keys where account_id = $1::text::uuid`;
  expect(await stack().execute(query, [account.id])).toEqual([
    {
      name: "Shop server",
      scopes: ["analytics:read", "events:write"],
      assistant_id,
      expires_at: "2100-01-01 04:59:59.999+00",
    },
  ]);
  await page.getByRole("button", { name: "I have kept it" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Shop server" });
  expect(await row.innerText()).toMatch(/Read analytics, Report events[\s\S]*Acme[\s\S]*Dec 31, 2099, 11:59/);
  expect(await page.content()).not.toMatch(/phona_live_[0-9A-Za-z]{8,}/);
});

test("a key that may do nothing is not made", async () => {
  const account = await stack().newAccount();
  const page = await openAs(account, PATH);
  await page.getByRole("button", { name: "Generate API Key" }).click();
  await page.getByLabel("Name").fill("Nothing");
  await page.getByLabel("Read analytics").uncheck();
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  expect(await page.getByRole("alert").innerText()).toBe("Choose at least one thing that the key may do.");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("No key yet").waitFor();
});
