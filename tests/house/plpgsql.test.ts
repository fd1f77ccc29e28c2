import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { checkRoutines } from "../support/plpgsql.ts";
import { type Stack, startStack } from "../support/stack.ts";

describe("the functions in PL/pgSQL", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  test("name only what is there, of the types that it has, in every statement and every expression", async () => {
    const { problems, checked, open } = await checkRoutines(stack.database);
    expect(problems).toEqual([]);
    expect(checked).toBeGreaterThan(400);
    expect(open / checked).toBeLessThan(0.15);
  });

  test.each([
    [
      "a column that is not there",
      "return (select count(nonsense) from analytics.pages);",
      /"nonsense" does not exist/,
    ],
    [
      "a table that is not there",
      "delete from analytics.nowhere; return 1;",
      /"analytics.nowhere" does not exist/,
    ],
    [
      "a function that is not there",
      "perform analytics.nothing(given); return 1;",
      /analytics.nothing\(integer\)/,
    ],
    [
      "a variable that is not there",
      "if misspelt > 1 then return 1; end if; return 2;",
      /"misspelt" does not exist/,
    ],
    [
      "a type that does not fit",
      "return (select 1 from analytics.pages where title_seen_at = given);",
      /operator does not exist/,
    ],
    ["a variable that nobody reads", "return given;", /spare is never used/],
  ])("would not keep one with %s", async (_, body, problem) => {
    const spare = problem.test("spare is never used") ? "declare spare integer;" : "";
    await stack.execute(`
      create function analytics.wrong(given integer) returns integer language plpgsql set search_path = ''
      as $body$ ${spare} begin ${body} end $body$`);
    onTestFinished(async () => {
      await stack.execute("drop function analytics.wrong(integer)");
    });
    const { problems } = await checkRoutines(stack.database);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  test("hide no variable behind another, and take one row only where there can be no more", async () => {
    // What PostgreSQL itself finds when it compiles a function: here an error.
    const functions = await stack.execute(`
      select pg_get_functiondef(function.oid) as text from pg_catalog.pg_proc as function
      join pg_catalog.pg_language on pg_language.oid = prolang
      where pronamespace::regnamespace::text in ('public', 'analytics') and lanname = 'plpgsql'`);
    expect(functions.length).toBeGreaterThan(100);
    const sql = postgres(stack.database, { max: 1 });
    onTestFinished(() => sql.end());
    await sql.unsafe(
      `begin; set local plpgsql.extra_errors = 'all'; ${functions.map(({ text }) => `${text};`).join("\n")} rollback;`,
    );
  });
});
