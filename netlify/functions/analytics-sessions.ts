import type { Config } from "@netlify/functions";
import { z } from "zod";
import { include, reportScope } from "../../src/http/filters.ts";
import { pagination } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";

export default queryEndpoint({
  report: "sessions",
  parameters: z.strictObject({ ...reportScope, include, ...pagination(50) }),
});

export const config: Config = { path: "/api/v1/analytics/sessions" };
