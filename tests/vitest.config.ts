import { defineConfig } from "vitest/config";

/** Where the counts of the run go, for CI. */
const results = process.env["TEST_RESULTS"];

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/global-setup.ts"],
    reporters: results === undefined ? ["default"] : ["default", ["json", { outputFile: results }]],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
