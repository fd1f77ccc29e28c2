import type { Config } from "@netlify/functions";
import { z } from "zod";
import { reportRange } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "conversation_hours",
  parameters: z.strictObject({ ...reportRange }),
  table: tables.conversationHours,
});

export const config: Config = { path: "/api/v1/analytics/conversation-hours" };
