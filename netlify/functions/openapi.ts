import type { Config } from "@netlify/functions";
import { openapiEndpoint } from "../../src/reference/endpoint.ts";

export default openapiEndpoint();

export const config: Config = { path: "/api/v1/openapi.json" };
