import { expect, test } from "vitest";
import { said, started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { at, describingLogicdialog, MONDAY, WEDNESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("active-user-language");

test("Logicdialog's languages count each active user once a day, and once in all", async () => {
  await reportAll([
    started("c1", at(MONDAY), { language: "en", user: "ann" }),
    started("c2", at(MONDAY), { language: "de", user: "bob" }),
    started("c3", at(MONDAY), { language: "de", user: "eve" }),
    said("c1", at(MONDAY)),
    said("c2", at(MONDAY)),
    said("c3", at(MONDAY)),
    said("c3", at(WEDNESDAY)),
    logged("link.clicked", { url: "https://acme.com/", user: "kim", at: at(WEDNESDAY) }),
  ]);
  expect(await ask()).toEqual(
    series(
      {
        languages: [
          { name: "de", value: 2 },
          { name: "en", value: 1 },
        ],
      },
      { languages: [] },
      {
        languages: [
          { name: "de", value: 1 },
          { name: "unknown", value: 1 },
        ],
      },
      {
        languages: [
          { name: "de", value: 2 },
          { name: "en", value: 1 },
          { name: "unknown", value: 1 },
        ],
      },
    ),
  );
});
