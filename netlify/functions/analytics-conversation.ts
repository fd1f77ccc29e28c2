import type { Config } from "@netlify/functions";
import { z } from "zod";
import { assistant, pagination } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { NO_CONVERSATION, oneConversation } from "../../src/http/single.ts";

export default queryEndpoint({
  report: "conversation",
  parameters: z.strictObject({ ...assistant, ...oneConversation, ...pagination(500) }),
  missing: NO_CONVERSATION,
});

export const config: Config = { path: "/api/v1/analytics/conversation" };
