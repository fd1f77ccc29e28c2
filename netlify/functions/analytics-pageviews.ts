import type { Config } from "@netlify/functions";
import { z } from "zod";
import { granularity, pagePath, reportRange } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";

export default queryEndpoint({
  report: "pageviews",
  parameters: z.strictObject({ ...reportRange, granularity, page_url: pagePath.optional() }),
});

export const config: Config = { path: "/api/v1/analytics/pageviews" };
