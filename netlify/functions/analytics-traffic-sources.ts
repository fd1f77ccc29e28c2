import type { Config } from "@netlify/functions";
import { z } from "zod";
import { reportScope } from "../../src/http/filters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "traffic_sources",
  parameters: z.strictObject({ ...reportScope }),
  table: tables.trafficSources,
});

export const config: Config = { path: "/api/v1/analytics/traffic-sources" };
