import type { Config } from "@netlify/functions";
import { z } from "zod";
import { reportRange } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";

export default queryEndpoint({
  report: "handovers",
  parameters: z.strictObject({ ...reportRange }),
});

export const config: Config = { path: "/api/v1/analytics/handovers" };
