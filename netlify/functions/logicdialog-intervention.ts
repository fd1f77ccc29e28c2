import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("figure_series", { counts: { interventions: "intervention" } });

export const config: Config = { path: "/api/agent/analytics/intervention" };
