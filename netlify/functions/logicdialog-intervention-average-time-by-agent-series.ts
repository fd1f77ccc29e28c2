import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("agent_times");

export const config: Config = { path: "/api/agent/analytics/intervention/average-time-by-agent-series" };
