import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chart } from "./chart.ts";
import { logMarkdown, logResults } from "./log-results.ts";
import { results } from "./results.ts";
import { withResults } from "./table.ts";
import { withinMarks } from "./text-table.ts";

const textOf = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

test("the README and its chart show the results that are in the repository", () => {
  const found = results.parse(JSON.parse(textOf("results.json")));
  const readme = textOf("../../README.md");
  expect(readme).toBe(withResults(readme, found));
  expect(textOf("results.svg")).toBe(chart(found));
});

test("the README shows the results of conversations that are in the repository", () => {
  const found = logResults.parse(JSON.parse(textOf("conversations.json")));
  const readme = textOf("../../README.md");
  expect(readme).toBe(withinMarks(readme, "bench:conversations", logMarkdown(found)));
});
