import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("figure_series", {
  counts: { created: "new_person" },
  people: { active: "active" },
});

export const config: Config = { path: "/api/agent/analytics/user" };
