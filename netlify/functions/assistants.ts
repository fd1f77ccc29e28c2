import type { Config } from "@netlify/functions";
import { z } from "zod";
import { format, pagination } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "assistants",
  parameters: z.strictObject({ ...pagination(20), format }),
  table: tables.assistants,
});

export const config: Config = { path: "/api/v1/assistants" };
