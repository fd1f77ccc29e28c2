import { defineConfig } from "vitest/config";

/** Where the counts of the run go, for CI. */
const results = process.env["TEST_RESULTS"];

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/global-setup.ts"],
    setupFiles: ["tests/support/collect-logs.ts"],
    // Nearly every test signs somebody up: at its usual cost, hashing passwords takes a fifth of the whole run.
    env: { LITE_AUTH_BCRYPT_COST: "4" },
    reporters: results === undefined ? ["default"] : ["default", ["json", { outputFile: results }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
