import type { Config } from "@netlify/functions";
import { z } from "zod";
import { asOfNow } from "../../src/http/filters.ts";
import { assistant } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";

export default queryEndpoint({
  report: "live",
  parameters: z.strictObject(assistant),
  asked: asOfNow,
});

export const config: Config = { path: "/api/v1/analytics/live" };
