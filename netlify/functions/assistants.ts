import type { Config } from "@netlify/functions";
import { z } from "zod";
import { pagination } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";

export default queryEndpoint({
  report: "assistants",
  parameters: z.strictObject({ ...pagination(20) }),
});

export const config: Config = { path: "/api/v1/assistants" };
