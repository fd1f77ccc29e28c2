import type { Config } from "@netlify/functions";
import { z } from "zod";
import { assistant, format, pagination } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { NO_CONVERSATION, oneConversation } from "../../src/http/single.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "conversation",
  parameters: z.strictObject({ ...assistant, ...oneConversation, ...pagination(500), format }),
  missing: NO_CONVERSATION,
  table: tables.conversation,
});

export const config: Config = { path: "/api/v1/analytics/conversation" };
