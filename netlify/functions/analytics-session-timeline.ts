import type { Config } from "@netlify/functions";
import { z } from "zod";
import { assistant, format, pagination } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { NO_SESSION, oneSession } from "../../src/http/single.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "session_timeline",
  parameters: z.strictObject({ ...assistant, ...oneSession, ...pagination(500), format }),
  missing: NO_SESSION,
  table: tables.sessionTimeline,
});

export const config: Config = { path: "/api/v1/analytics/session-timeline" };
