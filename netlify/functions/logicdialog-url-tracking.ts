import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("ranking_series", { counts: { urls: "link_click" } });

// Where Netlify compares paths, it may have written them in lower case.
export const config: Config = {
  path: ["/api/agent/analytics/urlTracking", "/api/agent/analytics/urltracking"],
};
