import { z } from "zod";
import * as endpoint from "../../netlify/functions/health.ts";
import { count } from "./figures.ts";
import type { Api } from "./operation.ts";
import { documentedStyle } from "./refusals.ts";

const version = z.string().describe("The version of the product.");

const spill = z
  .strictObject({
    waiting: count("Batches that are recorded once the database takes them, counted up to 10,000."),
    dead: count("Batches of the last thirty days that can never be recorded, counted up to 10,000."),
  })
  .nullable()
  .describe("What was acknowledged while the database was away; null where the store of it can't be asked.");

/** Whether the product works, for those who watch over it. */
export const health: Api = {
  name: "Health",
  description: "Whether all works, for those who run it. No credential is needed.",
  security: [],
  style: { ...documentedStyle, name: "Open" },
  isLimited: false,
  operations: [
    {
      endpoint,
      id: "getHealth",
      summary: "Health",
      description: "How the database is and how far rollups are: at most five seconds ago.",
      refusals: ["METHOD_NOT_ALLOWED", "INTERNAL_ERROR"],
      answers: {
        200: {
          description: "All works.",
          schema: z.strictObject({
            status: z.literal("ok"),
            version,
            database: z.strictObject({
              reachable: z.literal(true),
              latency_ms: count("Milliseconds until the database answered."),
              migration: z.string().nullable().describe("The newest migration that was applied."),
            }),
            rollups: z.strictObject({
              oldest_due_day: z.iso
                .date()
                .nullable()
                .describe("The oldest day that is over and not rolled up, UTC: reports of it take longer."),
              days_behind: count("Days from it to the newest that is due, both included."),
            }),
            spill,
          }),
          example: {
            status: "ok",
            version: "0.1.0",
            database: { reachable: true, latency_ms: 9, migration: "20261121000209_query_report" },
            rollups: { oldest_due_day: null, days_behind: 0 },
            spill: { waiting: 0, dead: 0 },
          },
        },
        503: {
          description: "The database can't be asked.",
          schema: z.strictObject({
            status: z.literal("unavailable"),
            version,
            database: z.strictObject({ reachable: z.literal(false) }),
            spill,
          }),
          example: {
            status: "unavailable",
            version: "0.1.0",
            database: { reachable: false },
            spill: { waiting: 12, dead: 0 },
          },
        },
      },
    },
  ],
};
