import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "../support/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const section = /^## What is stored$(.*?)^## /ms.exec(README)?.[1] ?? "";

/** The tables that a table of the section names, by the schema that its head does. */
function namedOf(schema: string): string[] {
  const [, rows = ""] = section.split(`| tables of the schema \`${schema}\` |`);
  const [table = ""] = rows.split("\n\n");
  return table
    .split("\n")
    .slice(2)
    .flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ""));
}

test.each(["analytics", "public"])(
  "the README says of every table of %s what it is for and how it goes",
  async (schema) => {
    const tables = await stack.execute(
      `select relname from pg_class where relkind in ('r', 'p') and relnamespace = $1::text::regnamespace order by 1`,
      [schema],
    );
    expect(tables.length).toBeGreaterThan(3);
    expect(namedOf(schema).sort()).toEqual(tables.map(({ relname }) => String(relname)));
  },
);
