import { expect, test } from "vitest";
import { browsing, heading } from "../support/dashboard.ts";
import type { Account } from "../support/stack.ts";

const { stack, openAs } = browsing();

/** An account with one assistant, at the page of its share links. */
async function owner() {
  const account: Account = await stack().newAccount();
  const assistant = await stack().newAssistant(account, { name: "Acme" });
  return { account, assistant, path: `/app/${assistant}/share` };
}

test("a share link is created for a name and a time, shown once, listed with its last use, and revoked", async () => {
  const { account, assistant, path } = await owner();
  const page = await openAs(account, path, { timezoneId: "America/New_York" });
  await heading(page, "Share");
  await page.getByText("No share link yet").waitFor();
  await page.getByRole("button", { name: "Create a share link" }).click();
  await page.getByLabel("Name").fill("Board of directors");
  await page.getByLabel("Expires").selectOption("At the end of a day…");
  await page.getByLabel("Last day").fill("2099-12-31");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { name: "Copy Board of directors now" }).waitFor();
  const link = await page.getByRole("region", { name: "share link" }).innerText();
  expect(link).toMatch(new RegExp(`^${stack().url}/app/share/#phona_share_[0-9A-Za-z]{40}$`));
  const query = `select name, assistant_id, expires_at from public.share_links where account_id = $1::text::uuid`;
  expect(await stack().execute(query, [account.id])).toEqual([
    { name: "Board of directors", assistant_id: assistant, expires_at: "2100-01-01 04:59:59.999+00" },
  ]);

  await page.getByRole("button", { name: "I have kept it" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Board of directors" });
  expect(await row.innerText()).toMatch(/Last used\s+Never\s+Expires\s+Dec 31, 2099/);
  expect(await page.content()).not.toMatch(/phona_share_/);
  const token = link.split("#")[1] ?? "";
  expect((await stack().get("/api/v1/assistants", {}, token)).status).toBe(200);
  await page.reload();
  await row.waitFor();
  expect(await row.innerText()).not.toMatch(/Last used\s+Never/);

  await page.getByRole("button", { name: "Revoke Board of directors" }).click();
  await page.getByRole("button", { name: "Revoke link" }).click();
  await page.getByText("Board of directors is revoked.").waitFor();
  await page.getByText("No share link yet").waitFor();
  expect((await stack().get("/api/v1/assistants", {}, token)).status).toBe(401);
});

test("an assistant's page has the links of that assistant only", async () => {
  const { account, assistant, path } = await owner();
  const other = await stack().newAssistant(account, { name: "Other" });
  for (const [assistant_id, name] of [
    [assistant, "Mine"],
    [other, "Another's"],
  ]) {
    const body = JSON.stringify({ assistant_id, name });
    await stack().request("/api/v1/share-links", { method: "POST", key: account.token, body });
  }
  const page = await openAs(account, path);
  await page.getByRole("button", { name: "Revoke Mine" }).waitFor();
  expect(await page.getByText("Another's").count()).toBe(0);
});
