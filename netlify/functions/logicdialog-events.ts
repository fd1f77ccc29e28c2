import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("ranking_series", { counts: { events: "bot_event" } });

export const config: Config = { path: "/api/agent/analytics/events" };
