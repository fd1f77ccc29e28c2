import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";

/** Rules for what hosts and services of all kinds hand out. */
const config = { rules: [{ id: "recommended", rule: creator }] };

/** What this product and its platform hand out. Each is as long as the real ones, so that it does not find itself. */
const OWN: [what: string, RegExp][] = [
  ["a key or share link", /phona_(?:live|share)_[0-9A-Za-z]{40}/g],
  ["a secret key of Supabase", /sb_secret_[\w-]{20,}/g],
  ["a signed token", /eyJ[\w-]{30,}\.[\w-]{30,}\.[\w-]{20,}/g],
  ["a token of Netlify", /nf[pco]_[0-9A-Za-z]{36}/g],
];

/** What the documentation shows in the place of a real one. */
const SHOWN = ["4fG7hJ2kL9mN3pQ6rS8tU1vW5xY0zA4bC7dE9fGh"];

/** What a text holds that must be known to nobody who can read it, each by what it is. */
export async function secretsIn(content: string, filePath: string): Promise<string[]> {
  const source = { content, filePath, contentType: "text" } as const;
  const { messages } = await lintSource({ source, options: { config } });
  const own = OWN.flatMap(([what, pattern]) =>
    (content.match(pattern) ?? [])
      .filter((found) => !SHOWN.some((one) => found.endsWith(one)))
      .map(() => what),
  );
  return [...messages.map(({ message }) => message), ...own];
}
