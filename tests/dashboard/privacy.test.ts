import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { problemsOf } from "../support/axe.ts";
import { recordConversations, TALKER } from "../support/conversations.ts";
import { browsing } from "../support/dashboard.ts";
import { batch, pageView, visitor } from "../support/seed.ts";
import type { Account } from "../support/stack.ts";

const { stack, openAs } = browsing();

const WHO = `v_${TALKER}`;

let account: Account;
let assistant: string;
beforeEach(async () => {
  account = await stack().newAccount();
  assistant = await stack().newAssistant(account, { name: "Acme" });
  await recordConversations(stack(), account, assistant);
  await stack().record(batch(assistant, visitor(8), [pageView("2026-04-14T08:00:00Z", "/")]));
});

const openVisit = (options = {}) => {
  const range = { start_date: "2026-04-01", end_date: "2026-04-30" };
  const search = new URLSearchParams({ ...range, session: `${WHO}.2026-04-14T11:57:55Z` });
  return openAs(account, `/app/${assistant}/sessions?${search}`, options);
};

const held = async () =>
  (await stack().get("/api/v1/visitor", { assistant_id: assistant, visitor_id: WHO }, account.token)).body;

test("everything held on a visitor is kept as a file, as the API has it", async () => {
  const page = await openVisit();
  const download = page.waitForEvent("download");
  await page.locator(".held").getByRole("button", { name: "Export" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`phona-visitor-${WHO}.json`);
  const { data, linked } = await held();
  expect(JSON.parse(readFileSync(await file.path(), "utf8"))).toEqual({
    assistant_id: assistant,
    visitor_id: WHO,
    linked,
    data,
  });
});

test.each(["light", "dark"] as const)(
  "a visitor is erased after being told what is lost, on a narrow screen in the %s theme",
  async (colorScheme) => {
    const page = await openVisit({ colorScheme, viewport: { width: 360, height: 800 } });
    await page.getByRole("button", { name: "Erase…" }).click();
    const dialog = page.getByRole("dialog", { name: "Erase this visitor?" });
    await dialog
      .getByText(`For good, and for everybody who reads your numbers: all visits of ${WHO}`)
      .waitFor();
    expect(await problemsOf(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Keep" }).click();
    expect((await held()).meta.total).toBe(20);

    await page.getByRole("button", { name: "Erase…" }).click();
    await dialog.getByRole("button", { name: "Erase for good" }).click();
    const done = page.getByRole("dialog", { name: "This visitor is erased" });
    await done
      .getByText(
        "Erased: 1 session, 1 page view, 3 widget events, 1 conversation, 3 messages, 1 order, 5 other events.",
      )
      .waitFor();
    await done.getByText("u-1").waitFor();
    expect(await problemsOf(page)).toEqual([]);
    await done.getByRole("button", { name: "Done" }).click();
    await expect.poll(() => page.locator(".visit").count()).toBe(1);
    expect((await held()).meta.total).toBe(0);
  },
);

test("an owner decides for how many days rows are kept, and whether texts are", async () => {
  const page = await openAs(account, `/app/${assistant}/settings`);
  const days = page.getByLabel("Keep for so many days");
  await expect.poll(() => days.inputValue()).toBe("395");
  await days.fill("30");
  await page.getByRole("button", { name: "Save days" }).click();
  await page.getByText("Enter a number of days from 31 to 3660.").waitFor();
  await days.fill("90");
  await page.getByRole("button", { name: "Save days" }).click();
  await page.getByText("Saved for all assistants of this account.").waitFor();
  await page.getByLabel("Keep the texts that your chat platform sends").uncheck();
  await page.getByRole("button", { name: "Save choice" }).click();
  await page.getByText("Saved.", { exact: true }).waitFor();
  expect(await problemsOf(page)).toEqual([]);
  expect(
    await stack().execute(
      `select retention_days, keep_message_text from public.accounts
       join public.assistants on account_id = accounts.id where assistants.id = $1`,
      [assistant],
    ),
  ).toEqual([{ retention_days: 90, keep_message_text: false }]);
});
