import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const MOST_LINES = 300;

const TOP = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "netlify",
  "netlify.toml",
  "package-lock.json",
  "package.json",
  "src",
  "supabase",
  "tests",
  "tsconfig.json",
];
/** Made by commands, and ignored by git. */
const MADE = ["dist", "node_modules"];

const TEXTS = [".css", ".html", ".json", ".md", ".sql", ".toml", ".ts", ".tsx"];

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The texts of a folder and of the folders below it, by their path from the top. */
function textsOf(...folders: string[]): { path: string; text: string }[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && TEXTS.includes(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, "utf8") }));
}

/** Each line of the project's own texts that a pattern is found in. */
function linesWith(pattern: RegExp): string[] {
  return textsOf("netlify", "src", "supabase", "tests").flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? `${path}:${index + 1} ${line.trim()}` : [])),
  );
}

describe("the repository", () => {
  test("shows nothing at the top but what everybody looks for", () => {
    const visible = readdirSync(root).filter((name) => !name.startsWith(".") && !name.endsWith(".log"));
    expect(visible.filter((name) => ![...TOP, ...MADE].includes(name))).toEqual([]);
  });

  test("has a lock file that names packages and not the registry they came from", () => {
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    const entries = Object.entries<Record<string, unknown>>(lock.packages);
    expect(
      entries.filter(([, entry]) => "resolved" in entry && !entry["link"]).map(([path]) => path),
    ).toEqual([]);
  });

  test("has no source file that is too long to read at once", () => {
    const lengths = textsOf("netlify", "src", "supabase/migrations").map(({ path, text }) => ({
      path,
      lines: text.trimEnd().split("\n").length,
    }));
    expect(lengths.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
  });
});

// Each pattern is written so that it does not find itself.
describe("the sources", () => {
  test("have no test that is left out, or that leaves out the others", () => {
    expect(
      linesWith(/\b(describe|it|test)(\.\w+)*\.(only|skip|todo|fails)\b|\bx(describe|it|test)\(/),
    ).toEqual([]);
  });

  test("have no note of something yet to do", () => {
    expect(linesWith(/\b(TO[D]O|FIX[M]E|HA[C]K|X[X]X)\b/)).toEqual([]);
  });

  test("have no path of one machine", () => {
    expect(linesWith(/(?<=^|["'`\s(=:])(file:\/\/)?([/](home|Users|root|work|tmp)[/]\w|[A-Z]:\\\\)/)).toEqual(
      [],
    );
  });
});
