import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chart } from "./chart.ts";
import { results } from "./results.ts";
import { withResults } from "./table.ts";

const textOf = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

test("the README and its chart show the results that are in the repository", () => {
  const found = results.parse(JSON.parse(textOf("results.json")));
  const readme = textOf("../../README.md");
  expect(readme).toBe(withResults(readme, found));
  expect(textOf("results.svg")).toBe(chart(found));
});
