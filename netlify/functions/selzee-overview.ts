import type { Config } from "@netlify/functions";
import { overviewEndpoint } from "../../src/dialects/selzee.ts";

export default overviewEndpoint("conversation_activity");

export const config: Config = { path: "/api/dashboard/analytics/stats/overview" };
