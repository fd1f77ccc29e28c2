import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("figure_series", {
  counts: {
    positive: "positive_conversation",
    negative: "negative_conversation",
    neutral: "neutral_conversation",
  },
});

export const config: Config = { path: "/api/agent/analytics/sentiment" };
