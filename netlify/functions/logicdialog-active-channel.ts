import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("ranking_series", { people: { channels: "active_channel" } });

export const config: Config = { path: "/api/agent/analytics/active-channel" };
