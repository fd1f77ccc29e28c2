import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { problemsOf } from "../support/axe.ts";
import { browsing, heading } from "../support/dashboard.ts";
import type { Account } from "../support/stack.ts";

const SMALLEST = { width: 360, height: 740 };

const { stack, open, openAs } = browsing();

let account: Account;
let assistant: string;
beforeAll(async () => {
  account = await stack().newAccount();
  assistant = await stack().newAssistant(account, { name: "Acme Corp Website" });
  await stack().newKey(account, { name: "Warehouse sync", assistant_id: assistant });
});

const button = (name: string) => (page: Page) => page.getByRole("button", { name }).click();

/** Every page, and each state of it that looks another way: its address, its heading, and the way there. */
const PAGES: [name: string, path: () => string, title: string, act?: (page: Page) => Promise<unknown>][] = [
  ["assistants", () => "/app/", "Assistants"],
  ["a new assistant", () => "/app/new", "New assistant"],
  [
    "an assistant whose website is none",
    () => "/app/new",
    "New assistant",
    async (page) => {
      await page.getByLabel("Name").fill("Acme");
      await page.getByLabel("Website").fill("not a website");
      await button("Create assistant")(page);
      await page.getByText("Enter the address of a website").waitFor();
    },
  ],
  ["install", () => `/app/${assistant}/install`, "Install"],
  ["share links", () => `/app/${assistant}/share`, "Share"],
  ["a new share link", () => `/app/${assistant}/share`, "Share", button("Create a share link")],
  ["settings of an assistant", () => `/app/${assistant}/settings`, "Settings"],
  [
    "the deletion of an assistant",
    () => `/app/${assistant}/settings`,
    "Settings",
    async (page) => {
      await button("Delete assistant…")(page);
      await page.getByLabel("Type Acme Corp Website to confirm").waitFor();
    },
  ],
  ["an assistant that is not there", () => "/app/ast_nobody/install", "There is no such assistant"],
  ["API access", () => "/app/settings/api-access", "API Access"],
  ["a new key", () => "/app/settings/api-access", "API Access", button("Generate API Key")],
  ["a key's revocation", () => "/app/settings/api-access", "API Access", button("Revoke Warehouse sync")],
  ["the account's menu", () => "/app/", "Assistants", button("Account")],
  ["a page that does not exist", () => "/app/a/b/c", "There is no such page"],
];

const SIGNED_OUT: [path: string, title: string][] = [
  ["/app/sign-in", "Sign in"],
  ["/app/sign-up", "Create an account"],
  ["/app/reset-password", "Reset your password"],
  ["/app/new-password", "This link no longer works"],
];

describe.each(["light", "dark"] as const)(
  "no rule of axe-core is broken, in %s and 360 pixels wide, by",
  (colorScheme) => {
    test("the pages before one has signed in", async () => {
      for (const [path, title] of SIGNED_OUT) {
        const page = await open(path, { colorScheme, viewport: SMALLEST });
        await heading(page, title);
        expect(await problemsOf(page), path).toEqual([]);
        await page.context().close();
      }
    });

    test("the pages of an account", async () => {
      const page = await openAs(account, "/app/", {
        colorScheme,
        viewport: SMALLEST,
        reducedMotion: "reduce",
      });
      for (const [name, path, title, act] of PAGES) {
        await page.goto(stack().url + path());
        await heading(page, title);
        await expect.poll(() => page.getByText(/^Loading/).count()).toBe(0);
        await act?.(page);
        expect(await problemsOf(page), name).toEqual([]);
      }
    });

    test("an account with so many assistants that one is looked for", async () => {
      const many = await stack().newAccount();
      for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
        await stack().newAssistant(many, { name: `Site ${number}` });
      }
      const page = await openAs(many, "/app/", { colorScheme, viewport: SMALLEST });
      const find = page.getByLabel("Find an assistant");
      await find.waitFor();
      expect(await problemsOf(page)).toEqual([]);
      await find.fill("nowhere");
      await page.getByText("No assistant for “nowhere”").waitFor();
      expect(await problemsOf(page)).toEqual([]);
    });

    test("an account that has nothing yet, and answers that do not come", async () => {
      const page = await openAs(await stack().newAccount(), "/app/", { colorScheme, viewport: SMALLEST });
      await page.getByText("No assistant yet").waitFor();
      expect(await problemsOf(page)).toEqual([]);
      await page.goto(`${stack().url}/app/settings/api-access`);
      await page.getByText("No key yet").waitFor();
      expect(await problemsOf(page)).toEqual([]);
      await page.route("**/rest/v1/**", (route) => route.abort());
      await page.goto(`${stack().url}/app/`);
      await page.getByText("Could not load your assistants").waitFor();
      expect(await problemsOf(page)).toEqual([]);
    });
  },
);

describe("by keyboard alone", () => {
  test("one signs in, opens an assistant and is told where one is", async () => {
    const page = await open("/app/sign-in");
    await heading(page, "Sign in");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the page");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type(account.email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(account.password);
    await page.keyboard.press("Enter");
    await heading(page, "Assistants");
    await expect.poll(() => page.title()).toBe("Assistants · Phona Analytics");
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe("Assistants");
    await page.getByRole("link", { name: "Acme Corp Website", exact: true }).focus();
    await page.keyboard.press("Enter");
    await heading(page, "Overview");
    await expect.poll(focused).toBe("Overview");
    await expect.poll(() => page.title()).toBe("Overview · Acme Corp Website · Phona Analytics");
  });

  test("a question keeps the focus, and gives it back where Escape answers it", async () => {
    const page = await openAs(account, `/app/${assistant}/settings`);
    await page.getByRole("button", { name: "Delete assistant…" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Type Acme Corp Website to confirm").waitFor();
    const isWithin = () => page.evaluate(() => document.activeElement?.closest("dialog") !== null);
    for (const _ of [1, 2, 3]) {
      expect(await isWithin()).toBe(true);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Escape");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe("Delete assistant…");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });
});

test("the theme is the system's, until another is chosen, which is kept", async () => {
  const page = await openAs(account, "/app/", { colorScheme: "dark" });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.emulateMedia({ colorScheme: "light" });
  const light = await background();
  expect(light).not.toBe(dark);
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByLabel("Theme").selectOption("Dark theme");
  expect(await background()).toBe(dark);
  await page.reload();
  await heading(page, "Assistants");
  expect(await background()).toBe(dark);
});
