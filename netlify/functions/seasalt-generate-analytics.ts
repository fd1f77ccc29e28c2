import type { Config } from "@netlify/functions";
import { analyticsEndpoint } from "../../src/dialects/seasalt.ts";

export default analyticsEndpoint();

export const config: Config = {
  path: ["/portal-api/api/v1/analytics/generate_analytics", "/portal-api/api/v1/generate_analytics"],
};
