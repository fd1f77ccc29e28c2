import type { Config } from "@netlify/functions";
import { eventsEndpoint } from "../../src/http/events-endpoint.ts";

export default eventsEndpoint();

export const config: Config = { path: "/api/v1/events" };
