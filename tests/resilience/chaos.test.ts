import { expect, test } from "vitest";
import { runChaos } from "./run.ts";

test("what was acknowledged is there once, and every report is right, whatever was killed meanwhile", {
  timeout: 240_000,
}, async () => {
  const figures = await runChaos({ seconds: 1, seed: 6 });
  console.info(JSON.stringify(figures));
  expect(figures).toMatchObject({ lost: 0, doubled: 0, buried: 0, wrong: [], unexpected: [] });
  // It is a test only where things broke while there was something to lose.
  expect(figures).toMatchObject({ databaseKills: 3, apiPauses: 1, functionKills: 2 });
  expect(Math.min(figures.queued, figures.requestsCutOff, figures.unanswered)).toBeGreaterThan(0);
  expect(figures.acknowledged).toBeGreaterThan(100);
});
