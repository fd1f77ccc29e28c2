import { expect, test } from "vitest";
import { started } from "../support/conversing.ts";
import { times } from "../support/seed.ts";
import { describingSelzee, hoursAgo, visited, WEEK } from "../support/selzee.ts";

const { ask, reportAll } = describingSelzee("popup-metrics");

const shown = (count: number, type: string, version?: string) =>
  times(count, (number) =>
    visited(type, number % 300, { ...(version !== undefined && { popup_version: version }) }),
  );
const opened = (count: number, by: string | undefined, name = by) =>
  times(count, (number) =>
    started(`${name} ${number}`, hoursAgo(1), { ...(by !== undefined && { opened_by: by }) }),
  );

test("Selzee's popup metrics are the documented example, from the data that it describes", async () => {
  await reportAll([
    ...shown(1_000, "popup.displayed", "v1"),
    ...shown(250, "popup.opened", "v1"),
    ...shown(800, "popup.displayed", "v2"),
    ...shown(300, "popup.opened", "v2"),
    ...opened(300, "popup"),
    ...opened(150, "chat_button"),
  ]);
  expect(await ask()).toEqual({
    ...WEEK,
    metrics: [
      { popup_version: "v1", popup_displayed_count: 1_000, popup_opened_count: 250, open_rate: 25 },
      { popup_version: "v2", popup_displayed_count: 800, popup_opened_count: 300, open_rate: 37.5 },
    ],
    conversations: { total: 450, from_popup: 300, from_chat_button: 150, popup_ratio: 66.67 },
  });
});

test("Selzee's popup metrics call a version that is not told unknown, and sort by the alphabet", async () => {
  await reportAll([
    ...shown(3, "popup.displayed"),
    ...shown(1, "popup.opened", "z"),
    ...shown(2, "popup.displayed", "B"),
    ...opened(1, undefined, "somehow"),
  ]);
  expect(await ask()).toEqual({
    ...WEEK,
    metrics: [
      { popup_version: "B", popup_displayed_count: 2, popup_opened_count: 0, open_rate: 0 },
      { popup_version: "unknown", popup_displayed_count: 3, popup_opened_count: 0, open_rate: 0 },
      { popup_version: "z", popup_displayed_count: 0, popup_opened_count: 1, open_rate: 0 },
    ],
    conversations: { total: 1, from_popup: 0, from_chat_button: 0, popup_ratio: 0 },
  });
});
