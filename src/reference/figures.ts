import { z } from "zod";

/** How many of something there are. */
export const count = (of: string) => z.int().min(0).describe(of);

/** A share from 0 to 100. */
export const percent = (of: string, decimals = 1) =>
  z
    .number()
    .min(0)
    .describe(`${of}, in percent to ${decimals === 1 ? "one decimal" : "two decimals"}.`);

/** An amount that is not counted, such as an average. */
export const amount = (of: string) => z.number().min(0).describe(of);

/** An instant in UTC. */
export const time = (of: string) => z.iso.datetime().describe(`${of}, in UTC.`);

/** A day in UTC. */
export const day = (of: string) => z.iso.date().describe(`${of}, in UTC.`);

export const visitorId = z
  .string()
  .regex(/^v_[0-9a-f]{16}$/)
  .describe("The browser, by an id that is the same as long as it keeps it.");
