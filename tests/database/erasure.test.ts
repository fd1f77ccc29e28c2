import { beforeEach, describe, expect, test } from "vitest";
import { EVENTS, logged } from "../support/logging.ts";
import { type Fields, NOW, tracking, view } from "../support/tracking.ts";

const { account, assistantId, send, stack } = tracking();

const ERASED = "v_0123456789abcdef";
const OTHER = "v_00000000000000a1";
const MINUTE = 60_000;

const did = (type: string, minutes: number, more: Fields = {}): Fields =>
  view({ type, at: NOW - minutes * MINUTE, ...more });

/** What a visitor does, in a conversation of the name. */
const visit = (visitor_id: string, conversation_id: string, order_number: string) =>
  send(
    [
      did("page_view", 60),
      did("popup_display", 59, { popup_version: "v1" }),
      did("widget_open", 58),
      did("conversation_start", 57, { conversation_id, opened_by: "popup" }),
      did("product_click", 56, { product_url: "https://acme.com/shoe" }),
      did("product_click", 55, { product_url: "https://acme.com/shoe", conversation_id }),
      did("purchase", 54, { order_number, value: 10, currency: "EUR" }),
    ],
    { visitor_id },
  );

const said = (conversation_id: string, minutes: number, more: Fields = {}) =>
  logged("message", {
    conversation_id,
    sender: "CUSTOMER",
    at: new Date(NOW - minutes * MINUTE).toISOString(),
    assistant_id: assistantId(),
    ...more,
  });

async function report(events: Fields[]): Promise<void> {
  const key = await stack().newKey(account(), { scopes: ["events:write"] });
  const answer = await stack().request(EVENTS, { method: "POST", key, body: JSON.stringify(events) });
  expect(answer.body.refused).toEqual([]);
}

const erase = (token: string) =>
  stack().execute("select analytics.erase_person(key, $2) from public.assistants where id = $1", [
    assistantId(),
    token,
  ]);

/** How many of each presence there are on the day, by the rollups where the day is rolled up. */
async function counted(): Promise<Record<string, number>> {
  const found = await stack().execute(
    `select presence::text, sum(people)::integer as people
     from public.assistants, analytics.presence_totals(
       array[key], enum_range(null::analytics.presence), '2026-11-20', '2026-11-21'
     ) where id = $1 group by presence order by presence`,
    [assistantId()],
  );
  return Object.fromEntries(found.map(({ presence, people }) => [String(presence), Number(people)]));
}

/** The rows of the log that hold a token or its key, by table. */
async function traces(token: string): Promise<[string, number][]> {
  const tables = await stack().execute(
    "select relname from pg_class where relkind = 'r' and relnamespace = 'analytics'::regnamespace order by 1",
  );
  const found: [string, number][] = [];
  for (const { relname } of tables) {
    const rows = await stack().execute(
      `select from analytics.${relname} as row, (select analytics.key_of($1)::text as key) as of
       where position($1 in row::text) > 0 or position(of.key in row::text) > 0`,
      [token],
    );
    if (rows.length > 0) found.push([String(relname), rows.length]);
  }
  return found;
}

const rollUp = () => stack().execute("select public.roll_up(now(), 10)");

describe("erasing a visitor", () => {
  beforeEach(async () => {
    await visit(ERASED, "c1", "1001");
    await visit(OTHER, "c2", "1002");
    await report([
      said("c1", 50),
      said("c2", 50),
      logged("purchase", {
        order_number: "1001",
        value: 10,
        currency: "EUR",
        at: new Date(NOW).toISOString(),
        assistant_id: assistantId(),
      }),
    ]);
  });

  test("leaves nothing in the log that names them, and all that names others", async () => {
    const others = await traces(OTHER);
    expect((await traces(ERASED)).map(([table]) => table)).toEqual(others.map(([table]) => table));
    await erase(ERASED);
    expect(await traces(ERASED)).toEqual([]);
    expect(await traces(OTHER)).toEqual(others);
  });

  test("leaves no conversation and no order of theirs, whoever reported it", async () => {
    await erase(ERASED);
    const rows = (query: string) => stack().execute(query, [assistantId()]);
    expect(
      await rows(
        `select conversation_id, token_key is null as of_nobody, opened_by from analytics.conversations
         join public.assistants on key = assistant_key where id = $1 order by 1`,
      ),
    ).toEqual([{ conversation_id: "c2", of_nobody: false, opened_by: "popup" }]);
    expect(
      await rows(
        `select order_number from analytics.purchases join public.assistants on key = assistant_key where id = $1`,
      ),
    ).toEqual([{ order_number: "1002" }]);
  });

  test.each([
    ["is not rolled up", async () => undefined],
    ["is rolled up", rollUp],
  ])("is exact on a day that %s", async (_, before) => {
    await before();
    expect(await counted()).toMatchObject({ visitor: 2, approached: 2, opened: 2, chatted: 2, active: 2 });
    await erase(ERASED);
    const expected = {
      active: 1,
      approached: 1,
      chatted: 1,
      conversation: 1,
      opened: 1,
      sender: 1,
      visitor: 1,
      visitor_or_approached: 1,
      visitor_or_chatted: 1,
      visitor_or_opened: 1,
    };
    expect(await counted()).toMatchObject(expected);
    await rollUp();
    expect(await counted()).toMatchObject(expected);
  });

  test("leaves the conversation of another without what they said in it", async () => {
    await report([said("c2", 40, { user: ERASED }), said("c2", 30)]);
    await erase(ERASED);
    expect(
      await stack().execute(
        `select count(*)::integer as messages, max(last_activity_at)::text as last_at
         from analytics.messages join analytics.conversations using (assistant_key, conversation_key)
         join public.assistants on key = assistant_key where id = $1`,
        [assistantId()],
      ),
    ).toEqual([
      {
        messages: 2,
        last_at: expect.stringContaining(new Date(NOW - 30 * MINUTE).toISOString().slice(11, 19)),
      },
    ]);
    expect(await counted()).toMatchObject({ chatted: 1, sender: 1, active: 1 });
  });

  test("does not keep them from coming again", async () => {
    await erase(ERASED);
    await send([did("page_view", 60), did("popup_display", 59)]);
    expect(await counted()).toMatchObject({ visitor: 2, approached: 2 });
  });
});
