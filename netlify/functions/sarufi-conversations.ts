import type { Config } from "@netlify/functions";
import { seriesEndpoint } from "../../src/dialects/sarufi.ts";

export default seriesEndpoint("conversation_series");

export const config: Config = { path: "/api/dev/v1/chatbots/:chatbot_id/analytics/conversations" };
