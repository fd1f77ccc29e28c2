import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("figure_series", {
  counts: { matched: "matched_input", unmatched: "unmatched_input" },
});

export const config: Config = { path: "/api/agent/analytics/nlp" };
