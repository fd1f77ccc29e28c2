import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { keepRolledUp } from "../../src/local/demo-rollups.ts";
import { SERVICE_ROLE_KEY } from "../../src/local/supabase.ts";
import { running } from "../support/reporting.ts";
import { makeCallsSmall, rolledDays } from "../support/rollups.ts";
import { batch, pageView, times, visitor } from "../support/seed.ts";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
const HOUR = 3_600_000;
const DAYS = 5;

const stack = running();
// What is due is that of all assistants.
afterEach(() => stack().execute("delete from public.assistants"));

/** A new assistant with a page view on each of some days. */
async function newHistory(): Promise<void> {
  const assistant = await stack().newAssistant(await stack().newAccount());
  const events = times(DAYS, (day) => pageView(`2026-04-0${day + 1}T12:00:00.000Z`, "/"));
  await stack().record(batch(assistant, visitor(1), events));
}

/** Runs what `npm run rollup` runs. */
function rollup(
  options: string[] = [],
  environment: Record<string, string> = {
    SUPABASE_URL: stack().supabase.url,
    SUPABASE_SERVICE_ROLE_KEY: stack().supabase.serviceRoleKey,
  },
): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, ...own } = process.env;
  return new Promise((resolve) => {
    execFile(
      join(PROJECT, "node_modules/.bin/tsx"),
      ["src/local/rollup.ts", ...options],
      { cwd: PROJECT, env: { ...own, ...environment } },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe("npm run rollup", () => {
  test("rolls up all that is due, of every assistant, and says how much it was", async () => {
    await Promise.all([newHistory(), newHistory()]);
    const { code, stdout, stderr } = await rollup();
    expect([code, stderr]).toEqual([0, ""]);
    expect(await rolledDays(stack())).toHaveLength(2 * DAYS);
    expect(stdout).toMatch(/^ {2}Rolling up {2}\d+ periods\n/);
    expect(stdout).toMatch(/\nPeriods rolled up: \d+, in \d+\.\d seconds\.\n$/);

    expect(await rollup()).toEqual({ code: 0, stdout: "Nothing to roll up.\n", stderr: "" });
  });

  test("leaves what another run is at, and says so", async () => {
    await newHistory();
    const sql = postgres(stack().database, { max: 1 });
    try {
      await sql.begin(async (transaction) => {
        await transaction`select public.roll_up(now(), 60)`;
        const { code, stdout, stderr } = await rollup();
        expect([code, stderr]).toEqual([0, ""]);
        expect(stdout).toMatch(/^What is left is in use, by another run or .*: run this again for it\.\n$/);
      });
    } finally {
      await sql.end();
    }
  });

  test("says what it is for, and how to point it at npm start", async () => {
    const { code, stdout } = await rollup(["--help"], {});
    expect(code).toBe(0);
    expect(stdout).toMatch(/^npm run rollup /);
    expect(stdout).toContain(`that of npm start is ${SERVICE_ROLE_KEY}\n`);
  });

  test("says how much stays where it fails, and why, and ends with 1", async () => {
    await Promise.all([newHistory(), newHistory()]);
    await makeCallsSmall(stack());
    await stack().execute(`
      create function analytics.fail() returns trigger language plpgsql as $$ begin
        if (select count(*) >= ${DAYS} from analytics.periods where days = 1 and rolled) then
          raise exception 'the disk is full';
        end if;
        return new;
      end $$;
      create trigger failing before update on analytics.periods
      for each row execute function analytics.fail();
    `);
    onTestFinished(async () => {
      await stack().execute("drop function analytics.fail() cascade");
    });
    const { code, stdout, stderr } = await rollup();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^http\S+ could not be rolled up: .*the disk is full\n$/);
    // Each day of the page views, and of the log, which says that the visitor was seen.
    expect(stdout).toMatch(new RegExp(`\nPeriods rolled up before it failed, which stay: ${2 * DAYS}.\n$`));
    expect(await rolledDays(stack())).toHaveLength(DAYS);
  });

  test.each<[string, string[], Record<string, string>, string]>([
    ["no settings", [], {}, "Set SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY to"],
    ["no key", [], { SUPABASE_URL: "https://example.supabase.co" }, "Set SUPABASE_SERVICE_ROLE_KEY to"],
    [
      "a URL that is none",
      [],
      { SUPABASE_URL: "example", SUPABASE_SERVICE_ROLE_KEY: "a" },
      'SUPABASE_URL must be an http or https URL; it is "example".',
    ],
    [
      "a project that does not answer",
      [],
      { SUPABASE_URL: "http://127.0.0.1:1", SUPABASE_SERVICE_ROLE_KEY: "a" },
      "http://127.0.0.1:1 could not be rolled up: ",
    ],
    ["an unknown option", ["--nonsense"], {}, "Unknown option '--nonsense'. npm run rollup -- --help lists"],
  ])("says in one line what is wrong with %s, and ends with 1", async (_, options, environment, message) => {
    const { code, stdout, stderr } = await rollup(options, environment);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr.startsWith(message)).toBe(true);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  test("says what to do about a project without the migrations", async () => {
    await stack().execute("alter function public.roll_up(timestamptz, numeric) rename to away");
    onTestFinished(async () => {
      await stack().execute("alter function public.away(timestamptz, numeric) rename to roll_up");
    });
    const { code, stderr } = await rollup();
    expect(code).toBe(1);
    expect(stderr).toMatch(/ does not have this project's migrations: apply them with npm run migrate\.\n$/);
  });
});

describe("npm start", () => {
  test("rolls up what it has loaded, and every hour what is due", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    await newHistory();
    const kept = await keepRolledUp({ budget: 60_000, signal: new AbortController().signal });
    expect(await rolledDays(stack())).toHaveLength(DAYS);
    await newHistory();
    vi.advanceTimersByTime(HOUR);
    await kept.stop();
    expect(await rolledDays(stack())).toHaveLength(2 * DAYS);
  });

  test("goes on where rolling up fails, because reports are right without", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    onTestFinished(() => told.mockRestore());
    await stack().execute(
      "revoke execute on function public.roll_up(timestamptz, numeric) from service_role",
    );
    onTestFinished(async () => {
      await stack().execute("grant execute on function public.roll_up(timestamptz, numeric) to service_role");
    });
    const kept = await keepRolledUp({ budget: 60_000, signal: new AbortController().signal });
    await kept.stop();
    expect(told).toHaveBeenCalledWith(
      expect.stringMatching(/^ {2}Not rolled up, so reports are slow: .*permission denied/),
    );
  });
});
