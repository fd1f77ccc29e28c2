import type { Config } from "@netlify/functions";
import { shareLinksEndpoint } from "../../src/http/share-links-endpoint.ts";

export default shareLinksEndpoint();

export const config: Config = { path: "/api/v1/share-links" };
