import { generateKeyPairSync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { newApiKey } from "../../src/auth/api-keys.ts";
import { newShareToken } from "../../src/auth/share-tokens.ts";
import { secretsIn } from "../support/secrets.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Made by commands, and ignored by git. */
const MADE = [".git", ".netlify", ".phona", "dist", "node_modules"];

/** Every text of the repository, by its path. */
function texts(): { path: string; text: string }[] {
  return readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !MADE.includes(name) && !name.endsWith(".log"))
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(root, entry.name), { recursive: true, withFileTypes: true })
        : [entry],
    )
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path).replaceAll(sep, "/"), text: readFileSync(path, "latin1") }));
}

/** So many characters that no pattern of a secret leaves out. */
const random = (length: number) => newApiKey().key.slice(-length);

const { privateKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

describe("the repository", () => {
  test("holds no secret", async () => {
    const all = texts();
    expect(all.map(({ path }) => path)).toEqual(
      expect.arrayContaining([".ci/run", "README.md", "src/clock.ts"]),
    );
    const found = await Promise.all(
      all.map(async ({ path, text }) => (await secretsIn(text, path)).map((what) => `${path}: ${what}`)),
    );
    expect(found.flat()).toEqual([]);
  });

  test.each([
    ["an API key", newApiKey().key],
    ["a share link", newShareToken().token],
    ["a secret key of Supabase", `sb_${"secret"}_${random(30)}`],
    ["a session token", `eyJ${random(40)}.${random(40)}.${random(40)}`],
    ["a token of Netlify", `nfp_${random(36)}`],
    ["a token of GitHub", `ghp_${random(36)}`],
    ["a token of npm", `npm_${random(36)}`],
    ["a database with its password", `postgres://postgres:${random(20)}@db.abcd.supabase.co:5432/postgres`],
    ["a URL with a password", `https://admin:${random(20)}@acme.com/`],
    ["a private key", privateKey],
  ])("would not keep %s that somebody has left in it", async (_, secret) => {
    expect(await secretsIn(`const left = "${secret}";\n`, "src/left.ts")).toHaveLength(1);
  });
});
