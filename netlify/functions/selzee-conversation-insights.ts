import type { Config } from "@netlify/functions";
import { insightsEndpoint } from "../../src/dialects/selzee-insights.ts";

export default insightsEndpoint("conversation_insights");

export const config: Config = { path: "/api/dashboard/analytics/stats/conversation-insights" };
