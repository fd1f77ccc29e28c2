import type { Config } from "@netlify/functions";
import { scheduledRollUp } from "../../src/rollup/scheduled.ts";

export default scheduledRollUp();

// A day is due one hour after its end. Not on the full hour, when most schedules of a platform begin.
export const config: Config = { schedule: "7 * * * *" };
