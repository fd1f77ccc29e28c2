import type { Config } from "@netlify/functions";
import { scheduledDrain } from "../../src/spill/scheduled.ts";

export default scheduledDrain();

export const config: Config = { schedule: "*/5 * * * *" };
