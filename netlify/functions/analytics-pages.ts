import type { Config } from "@netlify/functions";
import { z } from "zod";
import { reportScope } from "../../src/http/filters.ts";
import { pagination } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "pages",
  parameters: z.strictObject({ ...reportScope, ...pagination(50) }),
  table: tables.pages,
});

export const config: Config = { path: "/api/v1/analytics/pages" };
