import type { Config } from "@netlify/functions";
import { overviewEndpoint } from "../../src/dialects/sarufi.ts";

export default overviewEndpoint("conversation_totals");

export const config: Config = { path: "/api/dev/v1/chatbots/:chatbot_id/analytics/overview" };
