import { describe, expect, test } from "vitest";
import { logged, logging, message } from "../support/logging.ts";
import { times } from "../support/seed.ts";
import { nested, ofBytes, x } from "../support/sizes.ts";

const { post, report } = logging();

const ofUser = (size: number) => logged("visitor.seen", { user_token: x(size) });
const analysis = (more: Record<string, unknown>) =>
  logged("conversation.analyzed", { conversation_id: "c1", ...more });

describe("a reported event is taken at the limit of each size, and refused one above:", () => {
  test.each<[string, number, (size: number) => Record<string, unknown>]>([
    ["the id, in characters", 128, (size) => ({ ...message(), id: x(size) })],
    ["the text, in characters", 20_000, (size) => message({ text: x(size) })],
    ["the id of a conversation, in characters", 200, (size) => message({ conversation_id: x(size) })],
    ["a name, in characters", 200, (size) => message({ agent: x(size) })],
    ["the token of a user, in characters", 128, ofUser],
    [
      "a rating, in characters",
      100,
      (size) => logged("conversation.updated", { conversation_id: "c1", rating: x(size) }),
    ],
    [
      "a link, in characters",
      2_000,
      (size) => logged("link.clicked", { url: `https://a.example/${x(size - 18)}` }),
    ],
    [
      "the seconds of a call",
      86_400,
      (size) => logged("call", { direction: "inbound", duration_seconds: size }),
    ],
    ["the items of an analysis", 50, (size) => analysis({ intents: times(size, () => "order") })],
    ["an item of an analysis, in characters", 500, (size) => analysis({ intents: [x(size)] })],
  ])("%s: %i", async (_, limit, eventOf) => {
    await report([message()]);
    expect((await report([eventOf(limit)])).body.accepted).toBe(1);
    expect((await report([eventOf(limit + 1)])).body).toMatchObject({ accepted: 0, refused: [{ index: 0 }] });
  });

  test("the events of a call: 1,000", async () => {
    const many = times(1_001, () => message());
    expect((await report(many.slice(1))).body.accepted).toBe(1_000);
    expect((await report(many)).status).toBe(400);
  });

  test("the body, in bytes: 1,048,576", async () => {
    const statusOf = async (bytes: number) => (await post(ofBytes(bytes, [message()]))).status;
    expect([await statusOf(1_048_576), await statusOf(1_048_577)]).toEqual([200, 413]);
  });

  test("the levels of nesting: 8 of the body, and 8 of a line, which takes no other with it", async () => {
    const deep = (levels: number) => ({ ...message(), more: nested(levels - 1) });
    expect((await report([deep(7)])).body.refused).toMatchObject([
      { reason: expect.stringMatching(/"more"/) },
    ]);
    expect((await report([deep(8)])).status).toBe(400);
    const lines = [message(), deep(8), deep(9)].map((line) => JSON.stringify(line)).join("\n");
    const headers = { "content-type": "application/x-ndjson" };
    const { body } = await post(lines, { headers });
    expect(body).toMatchObject({
      accepted: 1,
      refused: [
        { index: 1, reason: expect.stringMatching(/"more"/) },
        { index: 2, reason: "The line: expected at most 8 levels of nesting" },
      ],
    });
  });
});
