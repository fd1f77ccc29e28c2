import type { Config } from "@netlify/functions";
import { z } from "zod";
import { compare, reportScope } from "../../src/http/filters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "overview",
  parameters: z.strictObject({ ...reportScope, compare }),
  table: tables.overview,
});

export const config: Config = { path: "/api/v1/analytics/overview" };
