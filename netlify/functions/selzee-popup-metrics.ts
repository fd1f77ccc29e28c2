import type { Config } from "@netlify/functions";
import { popupMetricsEndpoint } from "../../src/dialects/selzee.ts";

export default popupMetricsEndpoint("popups");

export const config: Config = { path: "/api/dashboard/analytics/stats/popup-metrics" };
