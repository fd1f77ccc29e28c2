import { expect, test } from "vitest";
import { buildWidget, LIMITS, widgetSizes } from "../../src/widget/bundle.ts";

test("the script is within its limits", async () => {
  const { minified, gzipped } = widgetSizes(await buildWidget());
  expect(LIMITS).toEqual({ minified: 4_096, gzipped: 1_750 });
  expect(minified).toBeLessThanOrEqual(LIMITS.minified);
  expect(gzipped).toBeLessThanOrEqual(LIMITS.gzipped);
});
