import type { Config } from "@netlify/functions";
import { z } from "zod";
import { reportScope } from "../../src/http/filters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";

export default queryEndpoint({
  report: "devices",
  parameters: z.strictObject({ ...reportScope }),
});

export const config: Config = { path: "/api/v1/analytics/devices" };
