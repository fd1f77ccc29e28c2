import { expect, test } from "vitest";
import { said, started } from "../support/conversing.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY, WEDNESDAY } from "../support/logicdialog.ts";

const { answer, ask, reportAll } = describingLogicdialog("user/detail");

test("Logicdialog's details are active users by channel, country, language and rating, each once", async () => {
  await reportAll([
    started("c1", at(MONDAY), {
      user: "ann",
      channel: "WebChat",
      country: "gb",
      language: "en",
      rating: 5,
    }),
    started("c2", at(MONDAY), { user: "bob", channel: "WebChat", country: "DE", language: "en" }),
    started("c3", at(MONDAY), { user: "eve", channel: "Messenger", country: "DE", rating: "5" }),
    started("c4", at(MONDAY), { user: "kim", channel: "Messenger", country: "FR", language: "fr" }),
    said("c1", at(MONDAY)),
    said("c1", at(TUESDAY)),
    said("c2", at(TUESDAY)),
    said("c3", at(WEDNESDAY)),
    said("c4", at(WEDNESDAY), { sender: "BOT" }),
  ]);
  expect(await ask()).toEqual(
    answer({
      channel: [
        { name: "WebChat", value: 2 },
        { name: "Messenger", value: 1 },
      ],
      country: [
        { name: "DE", value: 2 },
        { name: "GB", value: 1 },
      ],
      language: [
        { name: "en", value: 2 },
        { name: "unknown", value: 1 },
      ],
      rating: [
        { name: "5", value: 2 },
        { name: "unknown", value: 1 },
      ],
    }),
  );
});

test("Logicdialog's details are four empty lists where nobody was active", async () => {
  expect(await ask()).toEqual(answer({ channel: [], country: [], language: [], rating: [] }));
});
