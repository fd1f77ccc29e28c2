import type { Config } from "@netlify/functions";
import { z } from "zod";
import { pagination, reportRange } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";

export default queryEndpoint({
  report: "labels",
  parameters: z.strictObject({ ...reportRange, ...pagination(50) }),
});

export const config: Config = { path: "/api/v1/analytics/labels" };
