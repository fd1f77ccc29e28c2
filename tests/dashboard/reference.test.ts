import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { problemsOf } from "../support/axe.ts";
import { browsing, heading } from "../support/dashboard.ts";
import { documentedHeaders, undocumented } from "../support/documented.ts";
import { RUNNABLE, run } from "../support/programs.ts";
import { batch, pageView, visitor } from "../support/seed.ts";
import type { Account } from "../support/stack.ts";

const PATH = "/app/reference";

const { stack, open, openAs } = browsing();

let account: Account;
let assistant: string;
beforeAll(async () => {
  account = await stack().newAccount();
  assistant = await stack().newAssistant(account, { name: "Acme" });
  const now = new Date().toISOString();
  await stack().record(
    batch(assistant, visitor(1), [pageView(now, "/pricing"), pageView(now, "/pricing"), pageView(now, "/")]),
  );
});

const described = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ operationId: z.string(), summary: z.string() })),
  ),
});

/** What the example of one thing has to name: a session and a conversation that are there. */
let named: Record<string, string>;
beforeAll(async () => {
  const writer = await stack().newKey(account, { scopes: ["events:write"] });
  const at = new Date().toISOString();
  const about = { at, assistant_id: assistant, conversation_id: "c-1" };
  const events = [
    { id: "e-1", type: "conversation.started", ...about, channel: "WebChat", user: "u-1" },
    { id: "e-2", type: "message", ...about, sender: "CUSTOMER", text: "Hello" },
  ];
  await stack().request("/api/v1/events", { method: "POST", key: writer, body: JSON.stringify(events) });
  const day = at.slice(0, 10);
  const range = { assistant_id: assistant, start_date: day, end_date: day };
  const [session] = (await stack().get("/api/v1/analytics/sessions", range, account.token)).body.data;
  named = {
    visitor_id: session.visitor_id,
    started_at: session.started_at,
    conversation_id: about.conversation_id,
  };
});

/** The text of an operation's example. */
const exampleOf = (one: Locator) => one.getByRole("tabpanel").locator("code").innerText();

/** Fills in what is there in place of the names that the document has made up. */
async function fillIn(one: Locator): Promise<void> {
  await one.getByText("Try it").click();
  await one.getByRole("button", { name: "Send" }).waitFor();
  for (const [name, value] of Object.entries(named)) {
    const field = one.getByLabel(name, { exact: true });
    if ((await field.count()) > 0) {
      await field.fill(value);
      await expect.poll(() => exampleOf(one)).toContain(value);
    }
  }
}

/** The operations of the document as it is served. */
async function operations() {
  const { body } = await stack().get("/api/v1/openapi.json");
  return Object.entries(described.parse(body).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method: method.toUpperCase(), ...one })),
  );
}

/** Waits until the document is there. */
const shown = (page: Page) => page.getByRole("heading", { name: "Page views", exact: true }).waitFor();

async function read(options: Parameters<typeof open>[1] = {}, path = PATH): Promise<Page> {
  const page = await open(path, options);
  await heading(page, "API reference");
  await shown(page);
  return page;
}

async function readAs(who: Account, options: Parameters<typeof open>[1] = {}): Promise<Page> {
  const page = await openAs(who, PATH, options);
  await shown(page);
  await expect.poll(() => page.getByLabel("Ask about").count()).toBe(1);
  // The examples name the assistant once the page was drawn anew.
  await expect.poll(() => exampleOf(page.locator("#getPageviews"))).toContain(assistant);
  return page;
}

/** What was answered to what has been sent for an operation: the status, and the text. */
async function answered(page: Page, id: string): Promise<[status: string, text: string]> {
  const one = page.locator(`#${id}`);
  const status = await one.getByText(/^\d{3} in \d+ ms$/).innerText();
  return [status.slice(0, 3), await one.getByLabel(/^Answer of /).innerText()];
}

describe("the API reference", () => {
  test("has every operation of the document, for whoever comes, with a way to each", async () => {
    const page = await read();
    const all = await operations();
    expect(all.length).toBeGreaterThan(40);
    for (const { operationId, path, method, summary } of all) {
      const one = page.locator(`article#${operationId}`);
      expect(await one.locator(".route").innerText()).toBe(`${method} ${path}`);
      const link = page.getByRole("navigation", { name: "Operations" }).locator(`a[href="#${operationId}"]`);
      expect(await link.innerText()).toBe(summary);
    }
    await page.getByRole("link", { name: "API reference" }).waitFor();
  });

  test("says of an operation what it takes, answers and refuses", async () => {
    const page = await read();
    const one = page.locator("#getPageviews");
    await one.getByText("Fields and example").click();
    await one.getByText("Errors: 400, 401, 403, 404, 405, 429, 500").click();
    const text = await one.innerText();
    expect(text).toContain("Takes an API key with analytics:read, or a share link.");
    expect(text).toMatch(/assistant_id\s+text · 1 to 100 characters\s+required/);
    expect(text).toMatch(/granularity\s+text · default day\s+What a bucket of the series is\.\s+day\s*hour/);
    expect(text).toMatch(/unique_visitors\s+integer\s+Distinct visitors\./);
    expect(text).toMatch(/"pageviews": 142/);
    expect(text).toMatch(/429\s+RATE_LIMITED/);
  });

  test("begins with limits and error codes", async () => {
    const page = await read();
    const basics = await page.locator("#basics").innerText();
    expect(basics).toMatch(/an API key\s+60\s+10,000/);
    expect(basics).toMatch(/KEY_NOT_FOUND\s+This account has no such active key\.\s+404/);
  });

  test("finds operations by words of their names, paths and parameters", async () => {
    const page = await read();
    await page.getByLabel("Find an operation").fill("wbb-client nlp");
    await expect.poll(() => page.locator("article.operation").count()).toBe(1);
    await page.getByText(/^1 of \d+ operations$/).waitFor();
    await page.getByLabel("Find an operation").fill("LOGICDIALOG user channel");
    await expect
      .poll(() => page.locator("article.operation").first().getAttribute("id"))
      .toBe("getUserDetail");
    await page.getByLabel("Find an operation").fill("no such thing");
    await page.getByText("No operation has all of these words.").waitFor();
    await page.evaluate(() => {
      location.hash = "#listPages";
    });
    const isSeen = () =>
      page.locator("#listPages").evaluate((one) => Math.abs(one.getBoundingClientRect().top) < 100);
    await page.locator("#listPages").waitFor();
    await expect.poll(isSeen).toBe(true);
  });

  test("opens at what its address names", async () => {
    const page = await read({}, `${PATH}#getDevices`);
    const top = () => page.locator("#getDevices").evaluate((one) => one.getBoundingClientRect().top);
    await expect.poll(async () => Math.abs(await top()) < 100).toBe(true);
  });

  test("sends with the session of who is signed in, about their assistant, the last 28 days", async () => {
    const page = await readAs(account);
    const one = page.locator("#getPageviews");
    await one.getByText("Try it").click();
    expect(await one.getByLabel("assistant_id").inputValue()).toBe(assistant);
    await one.getByRole("button", { name: "Send" }).click();
    const [status, text] = await answered(page, "getPageviews");
    const { data, summary } = JSON.parse(text);
    expect([status, data.length, summary.total_pageviews]).toEqual(["200", 28, 3]);
    expect(await one.locator(".answered dl").innerText()).toMatch(
      /X-RateLimit-Limit\s+300\s+X-RateLimit-Remaining\s+\d+/,
    );
    await one.getByLabel("granularity").selectOption("hour");
    expect(await one.locator(".examples").innerText()).toContain("--data-urlencode 'granularity=hour'");
  });

  test("sends with the reader's own key, which is kept on the page only, also where it is refused", async () => {
    const key = await stack().newKey(account);
    const page = await read();
    const one = page.locator("#listPages");
    await one.getByText("Try it").click();
    await one.getByLabel("assistant_id").fill(assistant);
    await one.getByRole("textbox", { name: "API key" }).fill(key);
    await one.getByRole("button", { name: "Send" }).click();
    const [status, text] = await answered(page, "listPages");
    expect(status).toBe("200");
    expect(JSON.parse(text).data[0]).toMatchObject({ page_url: "/pricing", pageviews: 2 });

    const seasalt = page.locator("#generateAnalytics");
    await seasalt.getByText("Try it").click();
    await seasalt.getByLabel("Example", { exact: true }).selectOption("Total usage");
    await seasalt.getByRole("button", { name: "Send" }).click();
    const [answer, body] = await answered(page, "generateAnalytics");
    expect([answer, JSON.parse(body).metric]).toEqual(["200", "total_usage"]);
    await seasalt.getByRole("textbox", { name: "Body" }).fill("{");
    await seasalt.getByRole("button", { name: "Send" }).click();
    await seasalt.getByText(/^422 in/).waitFor();
    expect((await answered(page, "generateAnalytics"))[1]).toContain("The body is not valid JSON");

    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(key);
    expect(page.url()).not.toContain(key);
    expect(await page.content()).not.toContain(key);
    await page.reload();
    await shown(page);
    await page.locator("#listPages").getByText("Try it").click();
    const again = page.locator("#listPages").getByRole("textbox", { name: "API key" });
    expect(await again.inputValue()).toBe("");
    await again.fill("wrong");
    await page.locator("#listPages").getByRole("button", { name: "Send" }).click();
    expect((await answered(page, "listPages"))[0]).toBe("401");
  });

  test("sends nothing that changes anything, and asks for a session where only that will do", async () => {
    const page = await read();
    for (const id of ["reportEvents", "createApiKey", "revokeApiKey", "createShareLink", "track"]) {
      const one = page.locator(`#${id}`);
      expect(await one.getByText("Try it").count(), id).toBe(0);
      expect(await one.innerText()).toContain("It changes something, so it is not sent from this page.");
    }
    const keys = page.locator("#listApiKeys");
    await keys.getByText("Try it").click();
    await keys.getByRole("link", { name: "sign in" }).waitFor();
  });

  test("is read by keyboard: the language of all examples changes by arrows", async () => {
    const page = await read();
    const one = page.locator("#getGeography");
    await one.getByRole("tab", { name: "curl" }).focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Python");
    expect(await page.locator("#getDevices").getByRole("tabpanel").innerText()).toContain("urllib.request");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("JavaScript");
    expect(await one.getByRole("tab", { selected: true }).innerText()).toBe("JavaScript");
  });

  test("says so where the document can't be had, and loads it when told to", async () => {
    const page = await open("/app/sign-in");
    await page.route("**/openapi.json", (route) => route.abort());
    await page.getByRole("link", { name: "API reference" }).click();
    await page.getByText("Could not load the reference").waitFor();
    await page.unroute("**/openapi.json");
    await page.getByRole("button", { name: "Try again" }).click();
    await shown(page);
  });
});

test.each(["light", "dark"] as const)(
  "in %s, no rule of axe-core is broken by the API reference at any width",
  async (colorScheme) => {
    const page = await readAs(account, { colorScheme, reducedMotion: "reduce" });
    const one = page.locator("#getPageviews");
    for (const part of ["Fields and example", /^Errors:/, "Try it"]) {
      await one.getByText(part).click();
    }
    await one.getByRole("button", { name: "Send" }).click();
    await answered(page, "getPageviews");
    for (const width of [1280, 768, 360]) {
      await page.setViewportSize({ width, height: 800 });
      if (width === 360) {
        await page.getByRole("button", { name: "Contents" }).click();
      }
      expect(await problemsOf(page), `${width} pixels wide`).toEqual([]);
    }
  },
  60_000,
);

describe("every example of an operation that asks, as the page shows it,", () => {
  test.each(RUNNABLE)(
    "works in %s",
    async (language) => {
      const page = await readAs(account);
      await page.locator("#getPageviews").getByRole("tab", { name: language }).click();
      const asking = (await operations()).filter(({ method }) => method !== "OPTIONS");
      const scopes = ["analytics:read", "visitors:manage"];
      const variables = { PHONA_KEY: await stack().newKey(account, { scopes }), PHONA_TOKEN: account.token };
      const headers = documentedHeaders();
      const shownPrograms: { operationId: string; path: string; method: string; text: string }[] = [];
      for (const { operationId, path, method } of asking) {
        const one = page.locator(`#${operationId}`);
        if ((await one.getByText("Try it").count()) > 0) {
          if (/session-timeline$|conversation$|visitor$/.test(path)) {
            await fillIn(one);
          }
          const text = await exampleOf(one);
          shownPrograms.push({ operationId, path, method, text });
        }
      }
      const bodies = await Promise.all(
        shownPrograms.map(
          async ({ text }): Promise<unknown> => JSON.parse(await run(language, text, variables)),
        ),
      );
      for (const [place, { operationId, path, method }] of shownPrograms.entries()) {
        const body = bodies[place];
        expect(undocumented(path, method, { status: 200, headers, body }), operationId).toEqual([]);
        if (operationId === "getPageviews") {
          expect(body).toMatchObject({ summary: { total_pageviews: 3, total_unique_visitors: 1 } });
        }
      }
      expect(shownPrograms.length).toBeGreaterThan(45);
    },
    120_000,
  );
});
