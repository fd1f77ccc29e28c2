import type { Config } from "@netlify/functions";
import { scheduledForgetting } from "../../src/retention/scheduled.ts";

export default scheduledForgetting();

// Each hour, so that no text of a message outlives its thirty days; at a minute when rolling up is over.
export const config: Config = { schedule: "37 * * * *" };
