import { clock } from "../../src/clock.ts";
import { serveFunctions } from "../../src/local/functions.ts";
import { drain } from "../../src/spill/drain.ts";

/** The functions in a process of their own: their port, and the time at which their clock stands. */
const [port = "", now = ""] = process.argv.slice(2);

/** Far more often than the schedule has it, so that runs are cut off in the middle. */
const DRAIN_EVERY = 1_500;

clock.now = () => new Date(now);

let isDraining = false;
setInterval(async () => {
  if (isDraining) {
    return;
  }
  isDraining = true;
  await drain().catch(() => undefined);
  isDraining = false;
}, DRAIN_EVERY);

await serveFunctions({ port: Number(port) });
process.send?.("ready");
