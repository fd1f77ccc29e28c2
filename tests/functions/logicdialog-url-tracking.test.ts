import { expect, test } from "vitest";
import { logged } from "../support/logging.ts";
import { at, describingLogicdialog, MONDAY, WEDNESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("urlTracking");

const clicked = (url: string, time: string) => logged("link.clicked", { url, user: "ann", at: time });

test("Logicdialog's links are counted by URL, each click by itself", async () => {
  const [shoe, hat] = ["https://acme.com/shoe?size=9", "https://acme.com/hat"];
  await reportAll([
    clicked(shoe, at(MONDAY)),
    clicked(shoe, at(MONDAY)),
    clicked(hat, at(MONDAY)),
    clicked(hat, at(WEDNESDAY)),
    clicked(hat, at(WEDNESDAY)),
  ]);
  expect(await ask()).toEqual(
    series(
      {
        urls: [
          { name: shoe, value: 2 },
          { name: hat, value: 1 },
        ],
      },
      { urls: [] },
      { urls: [{ name: hat, value: 2 }] },
      {
        urls: [
          { name: hat, value: 3 },
          { name: shoe, value: 2 },
        ],
      },
    ),
  );
});
