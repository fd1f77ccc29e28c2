import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Stack, startStack } from "../support/stack.ts";

const MOST_LINES = 20;

const root = new URL("../../", import.meta.url);
const endpoints = readdirSync(new URL("netlify/functions/", root)).map((file) => file.replace(/\.ts$/, ""));
const textOf = (endpoint: string) => readFileSync(new URL(`netlify/functions/${endpoint}.ts`, root), "utf8");

/** The report of a name as it is written in a path: `analytics-traffic-sources` is `traffic_sources`. */
const reportOf = (name: string) => name.replace(/^analytics-/, "").replaceAll("-", "_");
const isReport = (name: string) => name === "assistants" || name.startsWith("analytics-");
const reports = endpoints.filter(isReport).map(reportOf);

/** The reports that the other APIs show in shapes of their own; several may show the same. */
const ofOthers = endpoints.filter((name) => /^(logicdialog|sarufi|selzee)-/.test(name));
const declared = (name: string) => /^export default \w+\("(\w+)"[,)]/m.exec(textOf(name))?.[1];
const shared = ofOthers.flatMap((name) => declared(name) ?? []);

/** Seasalt's one endpoint shows as many as its metrics ask for. */
const asked = readdirSync(new URL("src/dialects/", root))
  .filter((file) => /^seasalt\b/.test(file))
  .map((file) => readFileSync(new URL(`src/dialects/${file}`, root), "utf8"))
  .flatMap((text) => [...text.matchAll(/^ +report: "(\w+)",$/gm)].map(([, name]) => name ?? ""));
const all = [...new Set([...reports, ...shared, ...asked])].sort();

/** The parts of a folder's file names that a pattern captures. */
const captured = (folder: string, pattern: RegExp) =>
  readdirSync(new URL(folder, root)).flatMap((file) => pattern.exec(file)?.[1] ?? []);

describe("one name, four places: a report of the API", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  test("is what its endpoint declares", () => {
    for (const endpoint of endpoints.filter(isReport)) {
      expect(textOf(endpoint), endpoint).toContain(`report: "${reportOf(endpoint)}",`);
    }
  });

  test("is what the endpoint of another API names first, and it names one", () => {
    expect(ofOthers.filter((name) => declared(name) === undefined)).toEqual([]);
  });

  test("is a function of the database", async () => {
    const rows = await stack.execute(
      `select distinct proname as name from pg_catalog.pg_proc
       where pronamespace = 'analytics'::regnamespace and proname like 'report\\_%'`,
    );
    expect(rows.map(({ name }) => String(name).replace("report_", "")).sort()).toEqual(all);
  });

  test("is a migration", () => {
    expect(captured("supabase/migrations/", /^\d{14}_report_(.+)\.sql$/).sort()).toEqual(all);
  });

  test("is a test", () => {
    const tests = captured("tests/functions/", /^(.+)\.test\.ts$/);
    expect(tests.filter(isReport).map(reportOf).sort()).toEqual([...reports].sort());
    expect(tests).toEqual(expect.arrayContaining(endpoints));
  });
});

/** Whether an expression says all it says by itself, as Netlify needs it to find the route. */
function isBareLiteral(node: ts.Expression): boolean {
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (property) =>
        ts.isPropertyAssignment(property) &&
        ts.isIdentifier(property.name) &&
        isBareLiteral(property.initializer),
    );
  }
  return ts.isArrayLiteralExpression(node) ? node.elements.every(isBareLiteral) : ts.isStringLiteral(node);
}

/** An import, the endpoint, or its bare `config`: all that an endpoint file may consist of. */
function isDeclaration(node: ts.Statement): boolean {
  if (!ts.isVariableStatement(node)) {
    return (
      ts.isImportDeclaration(node) || (ts.isExportAssignment(node) && ts.isCallExpression(node.expression))
    );
  }
  return node.declarationList.declarations.every(
    ({ name, initializer }) =>
      name.getText() === "config" && initializer !== undefined && isBareLiteral(initializer),
  );
}

/** The settings that an endpoint file exports as its `config`, by name. */
const settingsOf = (file: ts.SourceFile) =>
  file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) =>
      declarationList.declarations.flatMap(({ initializer }) =>
        initializer !== undefined && ts.isObjectLiteralExpression(initializer)
          ? initializer.properties.map(({ name }) => name?.getText())
          : [],
      ),
    );

describe.each(endpoints)("the endpoint file of %s", (endpoint) => {
  const text = textOf(endpoint);
  const file = ts.createSourceFile(`${endpoint}.ts`, text, ts.ScriptTarget.Latest, true);

  test("only imports, declares and, in a bare literal, says its path or its schedule", () => {
    expect(file.statements.filter((node) => !isDeclaration(node)).map((node) => node.getText())).toEqual([]);
    const settings = endpoint.startsWith("cron-") ? [["schedule"]] : [["path"], []];
    expect(settings).toContainEqual(settingsOf(file));
  });

  test("decides nothing, catches nothing and holds no SQL", () => {
    expect(text).not.toMatch(/\b(if|try|select)\b|=>|\bfunction\b/i);
  });

  test("fits on a screen", () => {
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(MOST_LINES);
  });
});
