import { expect, test } from "vitest";
import { said } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY, WEDNESDAY } from "../support/logicdialog.ts";

const { answer, ask, reportAll } = describingLogicdialog("response");

const shown = (response: string, time: string, triggered_by?: string) =>
  said("c1", time, { sender: "BOT", response, triggered_by });
/** A reaction to no response in particular is none of a response. */
const reacted = (reaction: string, time: string, response?: string) =>
  logged("reaction", { reaction, response, at: time });

test("Logicdialog's responses have their views, likes, dislikes and triggers, most viewed first", async () => {
  await reportAll([
    shown("prices", at(MONDAY), "button"),
    shown("prices", at(TUESDAY), "language"),
    shown("prices", at(WEDNESDAY), "language"),
    shown("hours", at(MONDAY), "button"),
    shown("Greeting", at(MONDAY)),
    reacted("like", at(MONDAY), "prices"),
    reacted("like", at(TUESDAY), "prices"),
    reacted("dislike", at(TUESDAY), "prices"),
    reacted("dislike", at(TUESDAY), "old"),
    reacted("like", at(TUESDAY)),
    shown("prices", "2026-04-05T23:59:59.999Z"),
    reacted("like", "2026-04-09T00:00:00.000Z", "prices"),
  ]);
  const of = (response: string, views: number, likes: number, dislikes: number, button = 0, nlp = 0) => ({
    response,
    views,
    likes,
    dislikes,
    triggered: { button, nlp },
  });
  expect(await ask()).toEqual(
    answer({
      data: [
        of("prices", 3, 2, 1, 1, 2),
        of("Greeting", 1, 0, 0),
        of("hours", 1, 0, 0, 1),
        of("old", 0, 0, 1),
      ],
      totals: { views: 5, likes: 2, dislikes: 2, triggered: { button: 2, nlp: 2 } },
    }),
  );
});

test("Logicdialog's responses are none where none was shown", async () => {
  expect(await ask()).toEqual(
    answer({ data: [], totals: { views: 0, likes: 0, dislikes: 0, triggered: { button: 0, nlp: 0 } } }),
  );
});
