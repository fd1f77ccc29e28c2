import type { Config } from "@netlify/functions";
import { z } from "zod";
import { reportScope } from "../../src/http/filters.ts";
import { granularity } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "pageviews",
  parameters: z.strictObject({ ...reportScope, granularity }),
  table: tables.pageviews,
});

export const config: Config = { path: "/api/v1/analytics/pageviews" };
