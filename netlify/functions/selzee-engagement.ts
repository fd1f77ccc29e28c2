import type { Config } from "@netlify/functions";
import { engagementEndpoint } from "../../src/dialects/selzee.ts";

export default engagementEndpoint("visitor_funnel");

export const config: Config = { path: "/api/dashboard/analytics/stats/engagement" };
