import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("ranking_series", {
  counts: { channel: "intervention_channel", topic: "intervention_topic", outcome: "intervention_outcome" },
});

export const config: Config = { path: "/api/agent/analytics/intervention-detail" };
