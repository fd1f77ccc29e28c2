import type { Config } from "@netlify/functions";
import { visitorEndpoint } from "../../src/http/visitor-endpoint.ts";

export default visitorEndpoint();

export const config: Config = { path: "/api/v1/visitor" };
