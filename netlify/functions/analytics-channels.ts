import type { Config } from "@netlify/functions";
import { z } from "zod";
import { granularity, reportRange } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";

export default queryEndpoint({
  report: "channels",
  parameters: z.strictObject({ ...reportRange, granularity }),
});

export const config: Config = { path: "/api/v1/analytics/channels" };
