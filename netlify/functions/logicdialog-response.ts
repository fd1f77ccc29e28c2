import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/logicdialog.ts";

export default analyticsEndpoint("response_use");

export const config: Config = { path: "/api/agent/analytics/response" };
