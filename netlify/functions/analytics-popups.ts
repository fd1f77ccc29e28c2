import type { Config } from "@netlify/functions";
import { z } from "zod";
import { popups } from "../../src/dialects/phona.ts";
import { reportRange } from "../../src/http/parameters.ts";
import { queryEndpoint } from "../../src/http/query-endpoint.ts";
import { tables } from "../../src/http/tables.ts";

export default queryEndpoint({
  report: "popups",
  parameters: z.strictObject({ ...reportRange }),
  shape: popups,
  table: tables.popups,
});

export const config: Config = { path: "/api/v1/analytics/popups" };
