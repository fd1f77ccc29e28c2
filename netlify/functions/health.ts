import type { Config } from "@netlify/functions";
import { healthEndpoint } from "../../src/http/health-endpoint.ts";

export default healthEndpoint();

export const config: Config = { path: "/api/v1/health" };
