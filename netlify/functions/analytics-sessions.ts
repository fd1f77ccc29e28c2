import type { Config } from "@netlify/functions";
import { z } from "zod";
import { include, reportScope } from "../../src/http/filters.ts";
import { pagination } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "sessions",
  parameters: z.strictObject({ ...reportScope, include, ...pagination(50) }),
  table: tables.sessions,
});

export const config: Config = { path: "/api/v1/analytics/sessions" };
