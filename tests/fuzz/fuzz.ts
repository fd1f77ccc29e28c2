import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const HELP = `npm run fuzz                     random requests to every endpoint, for five minutes
npm run fuzz -- --seconds <n>    for so many seconds
npm run fuzz -- --seed <n>       the requests of an earlier run, which has printed its seed
`;

const whole = (text: string, name: string): string => {
  if (!/^\d{1,10}$/.test(text)) {
    throw new Error(`--${name} must be a whole number; it is "${text}".`);
  }
  return text;
};

/** Runs the test of all endpoints for longer than `npm test` does. */
function fuzz(): number {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", short: "h", default: false },
      seconds: { type: "string", default: "300" },
      seed: { type: "string" },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const command = [vitest, "run", "--config", "tests/vitest.config.ts", "tests/fuzz/endpoints.test.ts"];
  const { status } = spawnSync(process.execPath, command, {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      FUZZ_SECONDS: whole(values.seconds, "seconds"),
      ...(values.seed !== undefined && { FUZZ_SEED: whole(values.seed, "seed") }),
    },
  });
  return status ?? 1;
}

try {
  process.exitCode = fuzz();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
