import { beforeAll, describe, expect, test } from "vitest";
import { describeKeyContract, expectError } from "../support/contract.ts";
import { EVENTS, type LogEvent, logged, oneOfEach } from "../support/logging.ts";
import { ENDPOINTS, pathOf } from "../support/logicdialog.ts";
import { running } from "../support/reporting.ts";
import type { Account } from "../support/stack.ts";

const stack = running();
let account: Account;
beforeAll(async () => {
  account = await stack().newAccount();
  await stack().newAssistant(account, { name: "Acme" });
  await stack().newAssistant(account, { name: "Silent" });
  const events: LogEvent[] = [
    ...oneOfEach(),
    logged("message", { conversation_id: "c2", sender: "CUSTOMER", intent: "order", topic: "orders" }),
    logged("message", { conversation_id: "c2", sender: "BOT", response: "greeting" }),
    logged("conversation.analyzed", { conversation_id: "c2", sentiment: "positive" }),
  ];
  const [acme] = await stack().execute("select id from public.assistants where name = 'Acme'");
  const { body } = await stack().request(EVENTS, {
    method: "POST",
    key: await stack().newKey(account, { scopes: ["events:write"] }),
    body: JSON.stringify(events.map((event) => ({ ...event, assistant_id: acme?.["id"] }))),
  });
  expect(body).toEqual({ accepted: events.length, duplicates: 0, refused: [] });
});

describe.each(ENDPOINTS)("Logicdialog's %s", (endpoint) => {
  describeKeyContract({ path: pathOf(endpoint), stack, parameter: "dateFrom" });

  const about = async (parameters: Record<string, string>) =>
    stack().get(pathOf(endpoint), parameters, await stack().newKey(account));

  test("says what it is about: the client as it was asked for, and the range as it was taken", async () => {
    const asked = { client: "Acme", resolution: "month" };
    const { body, status } = await about({
      ...asked,
      dateFrom: "2024-04-16T10:57:12.873Z",
      dateTo: "2024-06-30",
    });
    expect([status, body]).toEqual([200, expect.objectContaining(asked)]);
    expect([body.dateFrom, body.dateTo]).toEqual(["2024-04-01T00:00:00.000Z", "2024-07-01T00:00:00.000Z"]);
  });

  test("needs a client, which is of this account", async () => {
    expectError(await about({}), 400, "MISSING_PARAMETER", /^client is required$/);
    const client = await stack().newAssistant(await stack().newAccount());
    expectError(await about({ client }), 404, "ASSISTANT_NOT_FOUND", /^The client does not belong/);
  });

  test("shows what happened to its client in its range, and nothing else", async () => {
    const figures = async (client: string, day: string) => {
      const { body } = await about({ client, dateFrom: day, dateTo: day });
      return JSON.stringify({ ...body, client: "", dateFrom: "", dateTo: "" }).replaceAll(day, "");
    };
    const nothing = await figures("Silent", "2026-11-20");
    expect(await figures("Acme", "2026-11-20")).not.toBe(nothing);
    expect(await figures("Acme", "2026-11-19")).toBe(nothing);
    expect(await figures("Acme", "2026-11-21")).toBe(nothing);
  });
});

test("Logicdialog's endpoints answer the same from rollups", async () => {
  const key = await stack().newKey(account);
  const all = () =>
    Promise.all(
      ENDPOINTS.map(async (endpoint) => {
        const parameters = { client: "Acme", dateFrom: "2026-11-16", dateTo: "2026-11-22" };
        return (await stack().get(pathOf(endpoint), parameters, key)).body;
      }),
    );
  const before = await all();
  const rolled = await stack().execute(
    `select analytics.roll_up_log_day(assistant_key, day) from analytics.log_days order by assistant_key, day`,
  );
  expect(rolled.length).toBeGreaterThan(0);
  expect(await all()).toEqual(before);
});
