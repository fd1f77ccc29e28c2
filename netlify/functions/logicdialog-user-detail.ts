import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("ranking_totals", {
  people: {
    channel: "active_channel",
    country: "active_country",
    language: "active_language",
    rating: "active_rating",
  },
});

export const config: Config = { path: "/api/agent/analytics/user/detail" };
