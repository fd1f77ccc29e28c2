import type { Config } from "@netlify/functions";
import { z } from "zod";
import { pagination, reportRange } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "labels",
  parameters: z.strictObject({ ...reportRange, ...pagination(50) }),
  table: tables.labels,
});

export const config: Config = { path: "/api/v1/analytics/labels" };
