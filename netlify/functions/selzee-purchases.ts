import type { Config } from "@netlify/functions";
import { purchasesEndpoint } from "../../src/dialects/selzee.ts";

export default purchasesEndpoint("purchases");

export const config: Config = { path: "/api/dashboard/analytics/stats/purchases" };
