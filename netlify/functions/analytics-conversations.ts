import type { Config } from "@netlify/functions";
import { z } from "zod";
import { granularity, reportRange } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "conversations",
  parameters: z.strictObject({ ...reportRange, granularity }),
  table: tables.conversations,
});

export const config: Config = { path: "/api/v1/analytics/conversations" };
