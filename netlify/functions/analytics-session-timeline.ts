import type { Config } from "@netlify/functions";
import { z } from "zod";
import { assistant, pagination } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { NO_SESSION, oneSession } from "../../src/http/single.ts";

export default queryEndpoint({
  report: "session_timeline",
  parameters: z.strictObject({ ...assistant, ...oneSession, ...pagination(500) }),
  missing: NO_SESSION,
});

export const config: Config = { path: "/api/v1/analytics/session-timeline" };
