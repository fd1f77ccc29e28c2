import { describe, expect, test } from "vitest";
import { describeKeyContract, expectError } from "../support/contract.ts";
import { conversing, noon, said, started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { times } from "../support/seed.ts";

const PATH = "/api/dev/v1/chatbots/:chatbot_id/analytics/overview";
const { ask, assistantId, get, reportAll, stack } = conversing(PATH);

const FEBRUARY = { start_date: "2026-02-01", end_date: "2026-02-26" };
const dayOf = (number: number) => `2026-02-${String((number % 26) + 1).padStart(2, "0")}`;

describe("Sarufi's overview", () => {
  test("answers the documented example from the data that it describes", async () => {
    const [conversations, messages, users, completed] = [1_482, 10_234, 876, 1_097];
    const id = (number: number) => `c${number % conversations}`;
    await reportAll([
      ...times(conversations, (number) =>
        started(id(number), noon(dayOf(number)), { user: `u${number % users}` }),
      ),
      ...times(completed, (number) =>
        logged("conversation.ended", { conversation_id: id(number), at: noon(dayOf(number), 900) }),
      ),
      ...times(messages, (number) =>
        said(id(number), noon(dayOf(number % conversations), 1 + (number % 800)), {
          sender: number < conversations ? "CUSTOMER" : "BOT",
        }),
      ),
    ]);
    expect(await ask(FEBRUARY)).toEqual({
      chatbot_id: assistantId(),
      period: FEBRUARY,
      total_conversations: 1_482,
      total_messages: 10_234,
      unique_users: 876,
      avg_messages_per_conversation: 6.9,
      completion_rate: 0.74,
    });
  });

  test("is all zero, and no division by it, where nothing happened", async () => {
    expect(await ask(FEBRUARY)).toMatchObject({
      total_conversations: 0,
      total_messages: 0,
      unique_users: 0,
      avg_messages_per_conversation: 0,
      completion_rate: 0,
    });
  });

  test("counts messages by their own time and conversations by their start", async () => {
    await reportAll([
      started("before", "2026-01-31T23:59:59.999Z"),
      said("before", "2026-02-01T00:00:00.000Z"),
      started("within", "2026-02-26T23:59:59.999Z"),
      said("within", "2026-02-27T00:00:00.000Z"),
    ]);
    expect(await ask(FEBRUARY)).toMatchObject({ total_conversations: 1, total_messages: 1 });
  });

  test.each([
    ["is closed", "conversation.updated", { status: "closed" }, 1],
    ["is archived", "conversation.updated", { status: "archived" }, 1],
    ["reached a terminal state", "conversation.updated", { state: "done", is_terminal: true }, 1],
    ["ended", "conversation.ended", {}, 1],
    ["is open", "conversation.updated", { status: "open" }, 0],
  ])("a conversation that %s", async (_, type, fields, rate) => {
    await reportAll([
      started("c1", noon("2026-02-03")),
      logged(type, { conversation_id: "c1", at: noon("2026-02-03", 60), ...fields }),
    ]);
    expect((await ask(FEBRUARY)).completion_rate).toBe(rate);
  });

  test("counts as users those who said something, each once, and strangers by their conversation", async () => {
    await reportAll([
      ...["c1", "c2"].flatMap((id) => [
        started(id, noon("2026-02-03"), { user: "ann" }),
        said(id, noon("2026-02-03")),
      ]),
      started("c3", noon("2026-02-03"), { user: "bob" }),
      said("c3", noon("2026-02-03"), { sender: "BOT" }),
      said("c4", noon("2026-02-03")),
      said("c4", noon("2026-02-03", 1)),
      said("c5", noon("2026-02-03")),
    ]);
    // Ann, and the two nobody knows; Bob was only spoken to.
    expect((await ask(FEBRUARY)).unique_users).toBe(3);
  });

  test("is about the last 30 days and today where no range is asked for", async () => {
    await reportAll([
      started("early", "2026-10-20T23:59:59.999Z"),
      started("first", "2026-10-21T00:00:00.000Z"),
      started("now", "2026-11-20T09:59:00.000Z"),
    ]);
    const { period, total_conversations } = await ask();
    expect([period, total_conversations]).toEqual([{ start_date: "2026-10-21", end_date: "2026-11-20" }, 2]);
  });

  test.each([
    ["an end before its start", { start_date: "2026-02-02", end_date: "2026-02-01" }, "INVALID_DATE_RANGE"],
    ["more than ten years", { start_date: "2010-01-01", end_date: "2026-02-01" }, "INVALID_DATE_RANGE"],
    ["a date that does not exist", { start_date: "2026-02-30" }, "INVALID_PARAMETER"],
  ])("refuses %s", async (_, parameters, code) => {
    expectError(await get(parameters), 400, code);
  });

  test("knows no chatbot of another account, nor one that no chatbot can be", async () => {
    const theirs = await stack().newAssistant(await stack().newAccount());
    for (const id of [theirs, "ast_none", "..%2f..%2f", "%00", "x".repeat(200)]) {
      expectError(await get(FEBRUARY, id), 404, "ASSISTANT_NOT_FOUND", /^The chatbot_id does not belong/);
    }
  });

  describeKeyContract({ path: PATH.replace(":chatbot_id", "ast_any"), stack });
});
