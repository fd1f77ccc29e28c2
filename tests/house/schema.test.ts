import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeSchema } from "../../src/local/schema.ts";
import { type Stack, startStack } from "../support/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

test("supabase/schema.sql shows what the migrations make; npm run schema brings it up to date", async () => {
  const shown = readFileSync(new URL("../../supabase/schema.sql", import.meta.url), "utf8");
  expect(shown).toBe(await describeSchema(stack.database));
});
