import { z } from "zod";
import { CURRENCIES } from "./currencies.ts";

/** The longest link, in characters. */
const MAX_URL = 2_000;

/** Text on one line that the database can hold: no control characters, no halves of characters. */
export const line = (longest: number) =>
  z
    .string("expected text")
    .trim()
    .min(1, "expected a value")
    .max(longest, `expected at most ${longest} characters`)
    .refine((value) => !/\p{Cc}/u.test(value), "expected text without control characters")
    .refine((value) => value.isWellFormed(), "expected well-formed Unicode");

/** One of a few words, all of which the refusal names. */
export const oneOf = <Word extends string>(...words: Word[]) => z.enum(words, `expected ${words.join(", ")}`);

export const id = line(200);
export const term = line(200);

/** How a conversation was opened. */
export const openedBy = oneOf("popup", "chat_button");

/** A link that was clicked. */
export const link = {
  url: line(MAX_URL)
    .refine(
      (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
      "expected an http or https URL",
    )
    .describe("An http or https URL."),
  product: line(MAX_URL)
    .nullish()
    .describe("What the link leads to, where that is a product: its name or its URL."),
};

/** What was bought, as the shop numbers it. */
export const order = {
  order_number: id,
  value: z
    .number("expected a number")
    .min(0, "expected 0 or more")
    .max(1e11, "expected at most 1e11")
    .describe("What was paid, in the currency."),
  currency: z
    .string("expected text")
    .refine((code) => CURRENCIES.has(code), "expected the code of a currency by ISO 4217, such as EUR")
    .meta({ description: "A code of ISO 4217.", example: "EUR" }),
};

/** Without what is null, which counts as left out. */
export const given = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
