import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { browsing, heading } from "../support/dashboard.ts";
import type { Account } from "../support/stack.ts";

const KEY = "phona-session";

const { stack, open, openAs } = browsing();

/** Ends all sessions of an account behind its back, as an administrator can. */
async function endSessions({ id }: Account): Promise<void> {
  await stack().execute("delete from auth.sessions where user_id = $1::text::uuid", [id]);
}

describe("signing in", () => {
  test("with a wrong password says so, and keeps what was typed", async () => {
    const { email } = await stack().newAccount();
    const page = await open("/app/sign-in");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    expect(await page.getByRole("alert").innerText()).toBe(
      "The e-mail address or the password is not right.",
    );
    expect(await page.getByLabel("E-mail address").inputValue()).toBe(email);
    expect(new URL(page.url()).pathname).toBe("/app/sign-in");
  });

  test("leads to the page that was asked for, and nowhere else", async () => {
    const account = await stack().newAccount();
    const page = await openAs(account, "/app/settings/api-access");
    await heading(page, "API Access");
    for (const to of [
      "//example.com/app/",
      "https://example.com",
      "/api/v1/assistants",
      "/app/\\@example.com",
    ]) {
      await page.goto(`${stack().url}/app/sign-in?${new URLSearchParams({ to })}`);
      await page.waitForURL(`${stack().url}/app/`);
    }
  });

  test("says what to do where the server can't be reached", async () => {
    const page = await open("/app/sign-in");
    await page.route("**/auth/v1/**", (route) => route.abort());
    await page.getByLabel("E-mail address").fill("a@example.com");
    await page.getByLabel("Password").fill("anything at all");
    await page.getByRole("button", { name: "Sign in" }).click();
    expect(await page.getByRole("alert").innerText()).toMatch(/can't be reached/);
  });
});

describe("signing up", () => {
  test("with an address that has an account says so", async () => {
    const { email } = await stack().newAccount();
    const page = await open("/app/sign-up");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill("correct horse battery");
    await page.getByRole("button", { name: "Sign up" }).click();
    expect(await page.getByRole("alert").innerText()).toMatch(/Sign in instead/);
  });
});

test("an account whose address is to be confirmed first says where to look", async () => {
  const page = await open("/app/sign-up");
  const user = { id: randomUUID(), email: "new@example.com", identities: [{}] };
  // The stand-in for Auth confirms all addresses by itself.
  await page.route("**/auth/v1/signup*", (route) => route.fulfill({ json: user }));
  await page.getByLabel("E-mail address").fill(user.email);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign up" }).click();
  await heading(page, "Check your mail");
  await page.getByText(user.email).waitFor();
});

describe("a session", () => {
  test("outlives a reload, and a token that is about to expire is refreshed before it is used", async () => {
    const page = await openAs(await stack().newAccount());
    const tokens = () => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? "{}"), KEY);
    const before = await tokens();
    await page.evaluate(
      ([key, session]) => localStorage.setItem(key, JSON.stringify({ ...session, expires_at: 1 })),
      [KEY, before] as const,
    );
    await page.reload();
    await page.getByText("No assistant yet").waitFor();
    const after = await tokens();
    expect(after.refresh_token).not.toBe(before.refresh_token);
    expect(after.expires_at * 1_000).toBeGreaterThan(Date.now());
  });

  test("that has ended leads to sign in, says why, and back to where one was", async () => {
    const account = await stack().newAccount();
    const page = await openAs(account, "/app/settings/api-access");
    await heading(page, "API Access");
    await endSessions(account);
    await page.reload();
    await heading(page, "Sign in");
    await page.getByText("Your session has ended.").waitFor();
    expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBeNull();
    await page.getByLabel("E-mail address").fill(account.email);
    await page.getByLabel("Password").fill(account.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await heading(page, "API Access");
  });

  test("that ends while a page is open leads to sign in with the next thing that is asked for", async () => {
    const account = await stack().newAccount();
    const page = await openAs(account);
    await page.getByText("No assistant yet").waitFor();
    await endSessions(account);
    await page.getByRole("link", { name: "API Access" }).click();
    await heading(page, "Sign in");
    await page.getByText("Your session has ended.").waitFor();
    expect(new URL(page.url()).searchParams.get("to")).toBe("/app/settings/api-access");
  });

  test("is kept where Auth can't be asked for the moment", async () => {
    const account = await stack().newAccount();
    const page = await openAs(account);
    await page.getByText("No assistant yet").waitFor();
    await page.route("**/auth/v1/token*", (route) => route.abort(), { times: 2 });
    await page.route("**/generate-api-key", (route) => route.fulfill({ status: 401, json: {} }), {
      times: 1,
    });
    await page.getByRole("link", { name: "API Access" }).click();
    await page.getByText("No key yet").waitFor();
  });

  test("that is ended in one tab is ended in the others", async () => {
    const page = await openAs(await stack().newAccount());
    const other = await page.context().newPage();
    await other.goto(`${stack().url}/app/settings/api-access`);
    await heading(other, "API Access");
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await heading(page, "Sign in");
    expect(await page.getByText("Your session has ended.").count()).toBe(0);
    await heading(other, "Sign in");
    expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBeNull();
  });

  test("is taken from an address by the page for a new password only", async () => {
    const { token } = await stack().newAccount();
    const parts = { access_token: token, refresh_token: "x", expires_in: "3600", token_type: "bearer" };
    const page = await open(`/app/#${new URLSearchParams(parts)}`);
    await heading(page, "Sign in");
  });
});

describe("a forgotten password", () => {
  test("is set anew by way of an e-mail's link", async () => {
    const account = await stack().newAccount();
    const mails: string[] = [];
    const spy = vi.spyOn(console, "info").mockImplementation((text) => mails.push(String(text)));
    const page = await open("/app/reset-password");
    await page.getByLabel("E-mail address").fill(account.email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await heading(page, "Check your mail");
    spy.mockRestore();
    const link = new URL(/http\S+\/auth\/v1\/verify\S+/.exec(mails.join("\n"))?.[0] ?? "");
    // The stand-in knows neither its own port nor the dashboard's before they listen.
    link.searchParams.set("redirect_to", `${stack().url}/app/new-password`);
    await page.goto(stack().supabase.url + link.pathname + link.search);
    await heading(page, "Set a new password");
    await page.getByText(`For the account ${account.email}.`).waitFor();
    await page.getByLabel("New password").fill("another horse battery");
    await page.getByRole("button", { name: "Set the password" }).click();
    await heading(page, "Assistants");
    await openAs({ ...account, password: "another horse battery" });

    await page.goto(stack().supabase.url + link.pathname + link.search);
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.goto(stack().supabase.url + link.pathname + link.search);
    await heading(page, "This link no longer works");
  });
});
