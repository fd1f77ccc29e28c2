import { expect, test } from "vitest";
import { logged } from "../support/logging.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("events");

const called = (name: string, time: string) => logged("bot.event", { name, at: time });

test("Logicdialog's events are counted by name, most first and ties by name", async () => {
  await reportAll([
    called("handover", at(MONDAY)),
    called("handover", at(MONDAY, 1)),
    called("handover", at(MONDAY, 2)),
    called("zip", at(MONDAY)),
    called("Zap", at(MONDAY)),
    called("zip", at(TUESDAY)),
    called("zip", at(TUESDAY, 1)),
    called("zip", at(TUESDAY, 2)),
  ]);
  expect(await ask()).toEqual(
    series(
      {
        events: [
          { name: "handover", value: 3 },
          { name: "Zap", value: 1 },
          { name: "zip", value: 1 },
        ],
      },
      { events: [{ name: "zip", value: 3 }] },
      { events: [] },
      {
        events: [
          { name: "zip", value: 4 },
          { name: "handover", value: 3 },
          { name: "Zap", value: 1 },
        ],
      },
    ),
  );
});

test("Logicdialog's events may have any name, also that of a field", async () => {
  const names = ["", "__proto__", 'a "quoted" \\ name', "date", "ümläut 🦊"].filter(Boolean);
  await reportAll(names.map((name) => called(name, at(MONDAY))));
  expect((await ask()).data[0].events.map(({ name }: { name: string }) => name)).toEqual(names);
});
