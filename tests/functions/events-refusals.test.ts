import { afterEach, describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { expectError } from "../support/contract.ts";
import { at, EVENTS, logged, logging, message } from "../support/logging.ts";
import { times } from "../support/seed.ts";
import { randomAddress } from "../support/stack.ts";

const { account, assistantId, count, key, post, report, rows, stack } = logging();

const NOT_YOURS = "assistant_id: expected the id of an assistant that this key may report of";

describe("POST /events, of a call as a whole,", () => {
  test.each(["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "answers %s with 405, key or not",
    async (method) => {
      for (const options of [{ method }, { method, key: key() }]) {
        const answer = await stack().request(EVENTS, options);
        expectError(answer, 405, "METHOD_NOT_ALLOWED", /use POST$/);
        expect(answer.headers.get("allow")).toBe("POST");
      }
    },
  );

  test.each([
    ["no key", {}],
    ["an unknown key", { authorization: `Bearer phona_live_${"x".repeat(40)}` }],
    ["a key under another scheme", { authorization: "Basic cGhvbmE6bGl2ZQ==" }],
  ])("refuses %s, before it looks at the body", async (_, headers) => {
    const answer = await stack().request(EVENTS, { method: "POST", headers, body: "nonsense" });
    expectError(answer, 401, "UNAUTHORIZED", /^Missing or invalid API key$/);
  });

  test("refuses a key that was revoked, expired or lacks the scope, before it looks at the body", async () => {
    const reader = await stack().newKey(account());
    const expired = await stack().newKey(account(), {
      scopes: ["events:write"],
      expires_at: "2026-01-01T00:00:00Z",
    });
    expectError(await post("nonsense", { key: expired }), 401, "UNAUTHORIZED");
    const forbidden = await post("nonsense", { key: reader });
    expectError(forbidden, 403, "FORBIDDEN", /^This key lacks the scope events:write$/);
    expectError(await report([message()], { key: reader }), 403, "FORBIDDEN");
    await stack().execute("update public.api_keys set revoked_at = now() where account_id = $1::text::uuid", [
      account().id,
    ]);
    expectError(await report([message()]), 401, "UNAUTHORIZED");
    expect(await count("logged_events")).toBe(0);
  });

  test.each<[string, string | Uint8Array<ArrayBuffer>, RegExp]>([
    ["no body", "", /^The body: expected at least one event$/],
    ["an empty list", "[]", /^The body: expected at least one event$/],
    ["what is no JSON", "hello", /^The body is neither a JSON array nor one JSON object a line$/],
    ["a list that does not end", '[{"id":"1"}', /^The body is not valid JSON$/],
    ["what is not UTF-8", new Uint8Array([0x5b, 0xff, 0x5d]), /^The body is not valid UTF-8$/],
    ["1,001 events", JSON.stringify(times(1_001, () => message())), /at most 1000 events; there are 1001$/],
    ["1,001 lines", times(1_001, () => "{}").join("\n"), /at most 1000 events; there are 1001$/],
  ])("refuses %s", async (_, body, words) => {
    expectError(await post(body), 400, "INVALID_PARAMETER", words);
    expect(await count("logged_events")).toBe(0);
  });

  test("refuses more than 1 MB, whether the length is told or not", async () => {
    const body = JSON.stringify([message({ text: "x".repeat(1_048_576) })]);
    expectError(await post(body), 413, "PAYLOAD_TOO_LARGE", /1048576 bytes$/);
    const untold = await fetch(`${stack().url}${EVENTS}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key()}` },
      body: new Blob([body]).stream(),
      duplex: "half",
    } as RequestInit);
    expect(untold.status).toBe(413);
    const fits = `${JSON.stringify([message()])}${" ".repeat(1_000_000)}`;
    expect((await post(fits)).body).toEqual({ accepted: 1, duplicates: 0, refused: [] });
  });

  test("gives of 70 calls at once exactly 60 answers, and writes down those alone", async () => {
    const answers = await Promise.all(times(70, () => report([message()])));
    const refused = answers.filter(({ status }) => status === 429);
    expect([answers.filter(({ status }) => status === 200).length, refused.length]).toEqual([60, 10]);
    for (const answer of refused) {
      expectError(answer, 429, "RATE_LIMITED", /^Limit of 60 requests reached; retry in 60 seconds$/);
    }
    expect(await count("messages")).toBe(60);
  });

  test("counts a call with reports of the same key, and a refused body too", async () => {
    const both = await stack().newKey(account(), { scopes: ["analytics:read", "events:write"] });
    const left = [
      await report([message()], { key: both }),
      await post("nonsense", { key: both }),
      await stack().get("/api/v1/assistants", {}, both),
    ].map(({ headers }) => headers.get("x-ratelimit-remaining"));
    expect(left).toEqual(["59", "58", "57"]);
  });

  test("slows who guesses keys", async () => {
    const ip = randomAddress();
    const guesses = await Promise.all(times(61, () => report([message()], { key: "phona_live_guess", ip })));
    expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(60).fill(401), 429]);
  });
});

describe("POST /events, of each event,", () => {
  const now = clock.now;
  afterEach(() => {
    clock.now = now;
  });

  test.each<[string, Record<string, unknown> | null | number | unknown[], RegExp]>([
    ["no object", null, /^The event: expected a JSON object$/],
    ["a number", 7, /^The event: expected a JSON object$/],
    ["a list", [], /^The event: expected a JSON object$/],
    [
      "an unknown type",
      message({ type: "page_view" }),
      /^type: expected one of conversation\.started, .*, widget\.opened$/,
    ],
    ["no type", {}, /^type: expected one of /],
    ["no id", message({ id: undefined }), /^id: expected text$/],
    ["an id that is a number", message({ id: 7 }), /^id: expected text$/],
    ["an empty id", message({ id: "" }), /^id: expected 1 to 128 printable characters of ASCII$/],
    ["an id of 129 characters", message({ id: "x".repeat(129) }), /^id: expected 1 to 128 /],
    ["an id with a line break", message({ id: "a\nb" }), /^id: expected 1 to 128 /],
    ["an unknown field", message({ colour: "red" }), /^The event: .*"colour"/],
    ["a time without offset", message({ at: "2026-11-20T09:00:00" }), /^at: expected an ISO 8601 time with/],
    ["a day that there is not", message({ at: "2026-02-29T09:00:00Z" }), /^at: expected an ISO 8601 time/],
    ["a time in milliseconds", message({ at: 1_795_000_000_000 }), /^at: expected an ISO 8601 time/],
    ["more than a day from now", message({ at: "2026-11-21T10:00:00.001Z" }), /^at: .* a day in the future$/],
    ["a time of the last century", message({ at: "1999-12-31T23:59:59Z" }), /^at: .* from 2000-01-01 on$/],
    ["no conversation", message({ conversation_id: undefined }), /^conversation_id: expected text$/],
    ["an empty conversation", message({ conversation_id: " " }), /^conversation_id: expected a value$/],
    ["a sender in lower case", message({ sender: "customer" }), /^sender: expected CUSTOMER, AGENT, BOT, SY/],
    ["a direction there is not", message({ direction: "up" }), /^direction: expected inbound, outbound$/],
    ["a confidence of 2", message({ confidence: 2 }), /^confidence: /],
    ["a text of 900 KB", message({ text: "x".repeat(900_000) }), /^text: expected at most 20000 characters$/],
    ["a zero byte in a word", message({ topic: "a\u0000" }), /^topic: expected text without control/],
    ["half a character in a word", message({ topic: "\ud800" }), /^topic: expected well-formed Unicode$/],
    [
      "a currency that does not exist",
      logged("purchase", { order_number: "1", value: 1, currency: "XYZ" }),
      /^currency: expected the code of a currency by ISO 4217, such as EUR$/,
    ],
    [
      "a currency in lower case",
      logged("purchase", { order_number: "1", value: 1, currency: "eur" }),
      /^currency: /,
    ],
    [
      "a negative value",
      logged("purchase", { order_number: "1", value: -1, currency: "EUR" }),
      /^value: expected 0 or more$/,
    ],
    [
      "a value beyond all money",
      logged("purchase", { order_number: "1", value: 1e300, currency: "EUR" }),
      /^value: expected at most 1e11$/,
    ],
    ["a token of 7 characters", logged("visitor.seen", { user_token: "1234567" }), /^user_token: expected 8/],
    ["a token with a space", logged("visitor.seen", { user_token: "1234 5678" }), /^user_token: expected 8/],
    ["a call without its duration", logged("call", { direction: "inbound" }), /^duration_seconds: expected/],
    [
      "a call of a week",
      logged("call", { direction: "inbound", duration_seconds: 604_800 }),
      /^duration_seconds: expected at most 86400 seconds$/,
    ],
    ["a link that is none", logged("link.clicked", { url: "javascript:alert(1)" }), /^url: expected an http/],
    [
      "a country of three letters",
      logged("conversation.started", { conversation_id: "c1", country: "GBR" }),
      /^country: expected an ISO 3166-1 alpha-2 code such as GB$/,
    ],
    [
      "51 complaints",
      logged("conversation.analyzed", { conversation_id: "c1", complaints: times(51, String) }),
      /^complaints: expected at most 50 items$/,
    ],
    ["an unknown assistant", message({ assistant_id: "ast_nobody" }), new RegExp(`^${NOT_YOURS}$`)],
    [
      "an analysis of an unknown conversation",
      logged("conversation.analyzed", { conversation_id: "c9", mood: "happy" }),
      /^conversation_id: expected a conversation that an event was reported of$/,
    ],
  ])("refuses %s by its index and says why, and takes those around it", async (_, bad, reason) => {
    const answer = await report([message(), bad, message()]);
    const id = bad !== null && typeof bad === "object" && "id" in bad ? bad["id"] : undefined;
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        accepted: 2,
        duplicates: 0,
        refused: [
          {
            index: 1,
            ...(typeof id === "string" && id.length <= 128 && { id }),
            reason: expect.stringMatching(reason),
          },
        ],
      },
    ]);
    expect([await count("logged_events"), await count("messages")]).toEqual([2, 2]);
  });

  test("refuses a line that is broken by its index, and takes those around it", async () => {
    const lines = [JSON.stringify(message()), '{"id": "1",', JSON.stringify(message())];
    const answer = await post(lines.join("\n"), { headers: { "content-type": "application/x-ndjson" } });
    expect(answer.body).toEqual({
      accepted: 2,
      duplicates: 0,
      refused: [{ index: 1, reason: "The line: expected valid JSON" }],
    });
  });

  test("answers 200 with the counts where every event was refused", async () => {
    const answer = await report([{}, message({ assistant_id: "ast_nobody", id: "2" }), {}]);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      accepted: 0,
      duplicates: 0,
      refused: [{ index: 0 }, { index: 1, id: "2", reason: NOT_YOURS }, { index: 2 }],
    });
  });

  test("refuses another account's assistant in the words for one that does not exist", async () => {
    const foreign = await stack().newAssistant(await stack().newAccount());
    const answer = await report([message({ assistant_id: foreign }), message({ assistant_id: "ast_none" })]);
    expect(answer.body.refused.map(({ reason }: { reason: string }) => reason)).toEqual([
      NOT_YOURS,
      NOT_YOURS,
    ]);
    const [{ events } = {}] = await stack().execute(
      `select count(*)::integer as events from analytics.logged_events
       join public.assistants on key = assistant_key where id = $1`,
      [foreign],
    );
    expect(events).toBe(0);
  });

  test("refuses, to a key that is bound to one assistant, the others of the account", async () => {
    const other = await stack().newAssistant(account());
    const bound = await stack().newKey(account(), { scopes: ["events:write"], assistant_id: assistantId() });
    const events = [message({ assistant_id: other }), message({ assistant_id: assistantId() }), message()];
    const answer = await report(events, { key: bound });
    expect(answer.body).toMatchObject({ accepted: 2, refused: [{ index: 0, reason: NOT_YOURS }] });
  });

  test("asks for the assistant where the account has two, or none", async () => {
    const reason = "assistant_id: expected, because the account does not have exactly one assistant";
    await stack().newAssistant(account());
    expect((await report([message()])).body.refused).toMatchObject([{ index: 0, reason }]);
    const empty = await stack().newKey(await stack().newAccount(), { scopes: ["events:write"] });
    expect((await report([message()], { key: empty })).body.refused).toMatchObject([{ index: 0, reason }]);
  });

  test("takes an analysis that it refused once its conversation is known", async () => {
    const analysis = logged("conversation.analyzed", { conversation_id: "c1", mood: "happy" });
    expect((await report([analysis, analysis])).body).toMatchObject({ accepted: 0, refused: [{}, {}] });
    await report([message()]);
    expect((await report([analysis])).body).toEqual({ accepted: 1, duplicates: 0, refused: [] });
    expect((await report([analysis])).body).toEqual({ accepted: 0, duplicates: 1, refused: [] });
    // The id of one that was refused is still free for another event of its call.
    const unknown = logged("conversation.analyzed", { conversation_id: "c2" });
    const other = message({ id: unknown.id, conversation_id: "c3" });
    expect((await report([unknown, other])).body).toMatchObject({ accepted: 1, refused: [{ index: 0 }] });
  });

  test("takes what is null for what is left out", async () => {
    const event = message({ user: null, direction: null, text: null, confidence: null, assistant_id: null });
    expect((await report([event])).body).toEqual({ accepted: 1, duplicates: 0, refused: [] });
    expect([await count("messages"), await count("message_texts")]).toEqual([1, 0]);
  });

  test("holds hostile text as text", async () => {
    const word = `'); drop table analytics.messages; -- <script>alert(1)</script> {"$ref": 1} é 漢字`;
    const events = [
      message({ topic: word, conversation_id: word, user: word, text: word }),
      logged("conversation.updated", { conversation_id: word, channel: word, at: at(1) }),
    ];
    expect((await report(events)).body).toEqual({ accepted: 2, duplicates: 0, refused: [] });
    const found = await rows(
      `select term, conversation_id, person_id, text from analytics.messages as message
       join analytics.conversations using (assistant_key, conversation_key)
       join analytics.terms on terms.assistant_key = $1 and term_key = message.topic_key
       join analytics.people on people.assistant_key = $1 and people.person_key = message.person_key
       join analytics.message_texts on message_texts.assistant_key = $1
       where message.assistant_key = $1`,
    );
    expect(found).toEqual([{ term: word, conversation_id: word, person_id: word, text: word }]);
  });
});
