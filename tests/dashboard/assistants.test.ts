import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { browsing, heading } from "../support/dashboard.ts";
import { batch, pageView, times, visitor } from "../support/seed.ts";
import type { Account } from "../support/stack.ts";

const { stack, open, openAs } = browsing();

const rowOf = async (id: string) =>
  (
    await stack().execute(
      "select name, website_url, allowed_hosts, hosts from public.assistants where id = $1",
      [id],
    )
  )[0];

describe("an assistant", () => {
  test("is created with a website as people type it, and with other hosts", async () => {
    const page = await openAs(await stack().newAccount(), "/app/new");
    await page.getByLabel("Name").fill("  Acme ");
    await page.getByLabel("Website").fill("www.acme.com");
    await page.getByLabel("Other allowed hosts").fill("https://shop.acme.io/cart\nacme.test:8080");
    await page.getByRole("button", { name: "Create assistant" }).click();
    await heading(page, "Install");
    const id = /ast_\w+/.exec(page.url())?.[0] ?? "";
    expect(await rowOf(id)).toEqual({
      name: "Acme",
      website_url: "https://www.acme.com",
      allowed_hosts: ["shop.acme.io", "acme.test:8080"],
      hosts: ["acme.com", "acme.test", "shop.acme.io"],
    });
    await page.getByText("acme.com, acme.test, shop.acme.io and subdomains").waitFor();
  });

  test("is not created before its fields make sense, of which each says what is wrong", async () => {
    const page = await openAs(await stack().newAccount(), "/app/new");
    await page.getByLabel("Name").fill("Acme");
    await page.getByLabel("Website").fill("acme");
    await page.getByLabel("Other allowed hosts").fill("shop.acme.io\na/b@c d");
    await page.getByRole("button", { name: "Create assistant" }).click();
    await page.getByText("Enter the address of a website, such as https://acme.com.").waitFor();
    const website = page.getByLabel("Website");
    expect(await website.getAttribute("aria-invalid")).toBe("true");
    await page.getByText(/“a\/b@c” is no host/).waitFor();
    expect(new URL(page.url()).pathname).toBe("/app/new");
  });

  test("is renamed, which shows wherever it is named", async () => {
    const account = await stack().newAccount();
    const id = await stack().newAssistant(account, { name: "Acme" });
    const page = await openAs(account, `/app/${id}/settings`);
    await page.getByLabel("Name").fill("Acme & Sons");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved.").waitFor();
    await expect.poll(() => page.title()).toBe("Settings · Acme & Sons · Phona Analytics");
    expect(await rowOf(id)).toMatchObject({ name: "Acme & Sons", website_url: "https://acme.com" });
  });

  test("is deleted after its name is typed, with what the question said: visits and keys", async () => {
    const account = await stack().newAccount();
    const id = await stack().newAssistant(account, { name: "Acme" });
    await stack().newKey(account, { name: "Shop server", assistant_id: id });
    const at = new Date().toISOString();
    await stack().record(batch(id, visitor(1), [pageView(at, "/"), pageView(at, "/pricing")]));
    const page = await openAs(account, `/app/${id}/settings`);
    await page.getByRole("button", { name: "Delete assistant…" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Acme?" });
    await dialog.getByText("2 page views of 1 visitor").waitFor();
    await dialog.getByText("1 API key that is bound to it: Shop server").waitFor();
    await dialog.getByLabel("Type Acme to confirm").fill("Acmo");
    await dialog.getByRole("button", { name: "Delete for good" }).click();
    await dialog.getByText("Type Acme to confirm that it is this one.").waitFor();
    expect(await rowOf(id)).toBeDefined();
    await dialog.getByLabel("Type Acme to confirm").fill("Acme");
    await dialog.getByRole("button", { name: "Delete for good" }).click();
    await page.getByText("No assistant yet").waitFor();
    expect(await rowOf(id)).toBeUndefined();
    const keys = "select from public.api_keys where account_id = $1::text::uuid";
    expect(await stack().execute(keys, [account.id])).toEqual([]);
  });

  test("of another account is not there, and nothing of it is shown", async () => {
    const id = await stack().newAssistant(await stack().newAccount(), { name: "Secret Project" });
    const page = await openAs(await stack().newAccount(), `/app/${id}/settings`);
    await heading(page, "There is no such assistant");
    expect(await page.content()).not.toContain("Secret Project");
  });
});

describe("what an owner blocks", () => {
  const blockedOf = async (id: string) => {
    const query =
      "select blocked_ips::text[] as ips, blocked_hosts as hosts, blocked_paths as paths from public.assistants where id = $1";
    return (await stack().execute(query, [id]))[0];
  };

  test("is kept as URLs have it, shown again, and kept apart from then on", async () => {
    const account = await stack().newAccount();
    const id = await stack().newAssistant(account);
    const page = await openAs(account, `/app/${id}/settings`);
    await page.getByLabel("Blocked IP addresses").fill(" 203.0.113.0/24\n2001:db8::7 203.0.113.0/24");
    await page.getByLabel("Blocked hosts").fill("https://Staging.acme.com:8080/x");
    await page.getByLabel("Blocked paths").fill("/über uns\n/admin/*");
    await page.getByRole("button", { name: "Apply" }).click();
    const paths = page.getByLabel("Blocked paths");
    await page.getByText("“uns” is no path. Enter paths such as /thanks or /admin/*, one a line.").waitFor();
    expect(await paths.getAttribute("aria-invalid")).toBe("true");
    await paths.fill("/über-uns\n/admin/*");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByText("Saved.").waitFor();
    expect(await blockedOf(id)).toEqual({
      ips: ["203.0.113.0/24", "2001:db8::7/128"],
      hosts: ["staging.acme.com"],
      paths: ["/%C3%BCber-uns", "/admin/*"],
    });
    await page.reload();
    expect(await paths.inputValue()).toBe("/%C3%BCber-uns\n/admin/*");
    expect(await page.getByLabel("Blocked IP addresses").inputValue()).toBe("203.0.113.0/24\n2001:db8::7");
    const at = new Date().toISOString();
    const viewed = [pageView(at, "/admin/users"), pageView(at, "/")];
    await stack().record(batch(id, visitor(1), viewed, { ip: "192.0.2.9" }));
    await stack().record(batch(id, visitor(1), [pageView(at, "/")]));
    await page.goto(`${stack().url}/app/${id}/overview?period=today`);
    await page
      .getByText("Kept apart, and in no figure: 1 from blocked addresses, 1 on blocked paths.")
      .waitFor();
    await page.getByText("Page views").first().waitFor();
  });

  test("is not kept before each line makes sense", async () => {
    const account = await stack().newAccount();
    const id = await stack().newAssistant(account);
    const page = await openAs(account, `/app/${id}/settings`);
    for (const [label, bad] of [
      [
        "Blocked IP addresses",
        ["203.0.113.256", "203.0.113.7/33", "203.0.113", "2001:db8::/129", "2001:::1", "::/x"],
      ],
      ["Blocked hosts", ["a@b.c", "a..b", "*.acme.com", "http://"]],
      ["Blocked paths", ["admin", "/a*b", "/a?b=1", "/a#b", `/${"x".repeat(255)}`]],
    ] as const) {
      for (const line of bad) {
        await page.getByLabel(label).fill(line);
        await page.getByRole("button", { name: "Apply" }).click();
        await page.getByText(`“${line}” is no `).waitFor();
      }
      await page.getByLabel(label).fill("");
    }
    expect(await blockedOf(id)).toEqual({ ips: [], hosts: [], paths: [] });
  });

  test("is the owner's: another account changes and reads none of it", async () => {
    const id = await stack().newAssistant(await stack().newAccount());
    const { token } = await stack().newAccount();
    const table = () => stack().client(token).from("assistants");
    const changed = await table()
      .update({ blocked_ips: ["0.0.0.0/0"] })
      .eq("id", id)
      .select("id");
    expect(changed.data).toEqual([]);
    expect((await table().select("blocked_ips").eq("id", id)).data).toEqual([]);
    expect(await blockedOf(id)).toEqual({ ips: [], hosts: [], paths: [] });
  });
});

describe("an account with 50 assistants", () => {
  let account: Account;
  beforeAll(async () => {
    account = await stack().newAccount();
    for (const number of times(50, (index) => index)) {
      const created_at = new Date(Date.UTC(2026, 0, 1 + number)).toISOString();
      const website_url = `https://www.shop-${number % 5}.example/${number}`;
      await stack().newAssistant(account, { name: `Site ${number}`, website_url, created_at });
    }
  });
  const names = (page: Page) => page.getByRole("listitem").getByRole("heading");

  test("sees them all, newest first", async () => {
    const page = await openAs(account);
    await expect.poll(() => names(page).count()).toBe(50);
    expect(await names(page).allInnerTexts()).toEqual(times(50, (index) => `Site ${49 - index}`));
  });

  test("finds one by its name or website, and opens it by keyboard alone", async () => {
    const page = await openAs(account);
    await names(page).first().waitFor();
    await page.getByRole("link", { name: "New assistant" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.type("SHOP-3 site 4");
    await expect.poll(() => names(page).allInnerTexts()).toEqual(["Site 48", "Site 43"]);
    await page.getByText("2 of 50").waitFor();
    await page.keyboard.type("3");
    await expect.poll(() => names(page).allInnerTexts()).toEqual(["Site 43"]);
    await page.keyboard.press("Enter");
    await page.waitForURL(/ast_/);
    await expect.poll(() => page.title()).toContain("Site 43");
  });

  test("is told where nothing is found, also on a small screen", async () => {
    const page = await openAs(account, "/app/", { viewport: { width: 360, height: 740 } });
    await page.getByLabel("Find an assistant").fill("nowhere");
    await page.getByRole("heading", { name: "No assistant for “nowhere”" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.getByLabel("Find an assistant").fill("");
    await expect.poll(() => names(page).count()).toBe(50);
  });
});

test("what can't be loaded says so, and is loaded when asked again", async () => {
  const page = await openAs(await stack().newAccount(), "/app/settings/api-access");
  await heading(page, "API Access");
  await page.route("**/rest/v1/**", (route) => route.fulfill({ status: 503, body: "busy" }));
  await page.getByRole("link", { name: "Assistants" }).click();
  await page.getByText("Could not load your assistants").waitFor();
  await page.getByText("The server answered with 503.").waitFor();
  await page.unroute("**/rest/v1/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("No assistant yet").waitFor();
});

test("a dashboard that was built without its project says so", async () => {
  const page = await open("/app/sign-in");
  await page.route("**/app/", async (route) => {
    const response = await route.fetch();
    const text = (await response.text()).replace(/(?<=name="supabase-url" content=")[^"]*/, "");
    await route.fulfill({ response, body: text });
  });
  await page.goto(`${stack().url}/app/`);
  await heading(page, "This dashboard is not set up yet");
});
