import type { Config } from "@netlify/functions";
import { z } from "zod";
import { purchases } from "../../src/dialects/phona.ts";
import { reportRange } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "purchases",
  parameters: z.strictObject({ ...reportRange }),
  shape: purchases,
  table: tables.purchases,
});

export const config: Config = { path: "/api/v1/analytics/purchases" };
