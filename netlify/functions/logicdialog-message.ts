import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("figure_series", { counts: { messages: "customer_message" } });

export const config: Config = { path: "/api/agent/analytics/message" };
