import fc from "fast-check";
import { expect, it } from "vitest";
import { optedOut } from "../../src/ingest/privacy.ts";

it.each([
  { DNT: "1" },
  { dnt: "1" },
  { "Sec-GPC": "1" },
  { DNT: "1", "Sec-GPC": "1" },
  { DNT: "0", "Sec-GPC": "1" },
  { DNT: "1", "Sec-GPC": "0" },
  { DNT: " 1 " },
])("a visitor who sends %j has opted out", (headers) => {
  expect(optedOut(new Headers(headers))).toBe(true);
});

it.each([
  {},
  { DNT: "0" },
  { DNT: "" },
  { DNT: "null" },
  { DNT: "unspecified" },
  { DNT: "true" },
  { "Sec-GPC": "0" },
  { "Sec-GPC": "?1" },
  { "X-DNT": "1" },
])("a visitor who sends %j has not", (headers) => {
  expect(optedOut(new Headers(headers))).toBe(false);
});

it("no value but 1 is an opt-out, and none throws", () => {
  const value = fc.string({
    unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)),
  });
  fc.assert(
    fc.property(value, value, (dnt, gpc) => {
      const wanted = [dnt, gpc].some((text) => /^ *1 *$/.test(text));
      expect(optedOut(new Headers({ dnt, "sec-gpc": gpc }))).toBe(wanted);
    }),
  );
});
