import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { runChaos } from "./run.ts";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "300" }, seed: { type: "string" } },
});
const seed = Number(values.seed ?? randomInt(2 ** 31));
console.log(`seed ${seed}`);
const figures = await runChaos({ seconds: Number(values.seconds), seed });
console.log(JSON.stringify(figures, null, 2));
process.exit(figures.lost + figures.doubled + figures.wrong.length + figures.unexpected.length > 0 ? 1 : 0);
