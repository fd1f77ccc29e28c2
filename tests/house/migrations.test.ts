import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Small things that are read together, and tables with the triggers that they can't be without. */
const SEVERAL_THINGS = [
  "accounts",
  "assistants",
  "rate_limits",
  "dictionaries",
  "events",
  "rollups",
  "lineups",
  "formats",
  "session_writes",
  "recording_rules",
  "days_before",
  "manage_api_keys",
  "log_dictionaries",
  "logged_events",
  "conversations",
  "messages",
  "conversation_events",
  "interventions",
  "log_amounts",
  "log_rollups",
  "log_entry",
  "note_conversations",
  "count_pieces",
  "visitor_parts",
  "query_report",
];

/** What everybody may do: see that the schema is there. */
const OPEN_GRANTS = ["privileges: grant usage on schema public to anon, authenticated, service_role"];

/**
 * Returns, volatility, strictness, parallelism, security, rows, search path, settings, language: in this order. An
 * expression is bound when it is created: it needs no search path, and without one it is inlined.
 */
const HEADER =
  /^create function [\w.]+\([^$]*?\)\n {2}returns [^$]+?\n {2}(volatile|stable|immutable)\n( {2}strict\n)?( {2}parallel (safe|restricted)\n)?( {2}security definer\n)?( {2}rows \d+\n)?( {2}set search_path = ''\n( {2}set \w+ = .+\n)* {2}language (sql|plpgsql)\nas \$\$\n| {2}language sql\n(return |begin atomic\n))/;

const folder = new URL("../../supabase/migrations/", import.meta.url);
const migrations = readdirSync(folder).map((file) => ({
  file,
  name: file.slice(15, -4),
  text: readFileSync(new URL(file, folder), "utf8"),
}));

/** The code of a migration: without comments, texts and quoted names. */
const codeOf = (text: string) => text.replace(/--.*|'(?:[^']|'')*'|"[^"]*"/g, "");

describe("the migrations", () => {
  test("are numbered by a time, each by its own, and named in lower case", () => {
    expect(
      migrations.map(({ file }) => file).filter((file) => !/^\d{14}_[a-z][a-z_]*\.sql$/.test(file)),
    ).toEqual([]);
    expect(new Set(migrations.map(({ file }) => file.slice(0, 14))).size).toBe(migrations.length);
  });

  test("are written in lower case", () => {
    const shouting = migrations.flatMap(({ name, text }) =>
      [...codeOf(text).matchAll(/\w*[A-Z]\w*/g)].map(([word]) => `${name}: ${word}`),
    );
    expect(shouting).toEqual([]);
  });

  test("make one table or one function each, but for those that are known to make more", () => {
    const several = migrations.filter(
      ({ text }) => [...codeOf(text).matchAll(/^create (unlogged table|table|function)\b/gm)].length > 1,
    );
    expect(several.map(({ name }) => name)).toEqual(SEVERAL_THINGS);
  });

  test("head every function in the same order", () => {
    const headless = migrations.flatMap(({ name, text }) =>
      text
        .split(/^(?=create )/m)
        .filter((part) => /^create (or replace )?(function|procedure)\b/.test(part) && !HEADER.test(part))
        .map((part) => `${name}: ${part.split("\n", 1)}`),
    );
    expect(headless).toEqual([]);
  });

  test("open to everybody nothing that is not listed here", () => {
    const open = migrations.flatMap(({ name, text }) =>
      [...codeOf(text).matchAll(/\bgrant\b[^;]*\bto\b[^;]*\b(public|anon)\b[^;]*/g)].map(
        ([statement]) => `${name}: ${statement.replace(/\s+/g, " ")}`,
      ),
    );
    expect(open).toEqual(OPEN_GRANTS);
  });

  test("never hide that something was there before them", () => {
    const hiding = migrations.filter(({ text }) =>
      /\b(if not exists|or replace|drop \w+ if exists)\b/.test(codeOf(text)),
    );
    expect(hiding.map(({ name }) => name)).toEqual([]);
  });
});
