import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { clock } from "../../src/clock.ts";
import { type Account, type Answer, type Stack, startStack } from "./stack.ts";

export const TRACK = "/.netlify/functions/track";

/** The time at which every test of the beacon happens, in milliseconds. */
export const NOW = Date.parse("2026-11-20T10:00:00.000Z");

const DAY = { start_date: "2026-11-20", end_date: "2026-11-20" };
const CHROME_ON_MAC =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

export type Fields = Record<string, unknown>;
type Sending = { headers?: Record<string, string>; ip?: string };

/** A page view as a browser sends it. */
export const view = (more: Fields = {}): Fields => ({
  id: randomUUID(),
  type: "page_view",
  at: NOW,
  url: "https://acme.com/pricing",
  ...more,
});

/**
 * For the tests of one file: a stack, for each test a new assistant and a clock that stands, and ways
 * to send beacons and to ask what they became.
 */
export function tracking() {
  let stack: Stack;
  let account: Account;
  let assistantId: string;
  const now = clock.now;
  beforeAll(async () => {
    stack = await startStack();
    account = await stack.newAccount();
  });
  afterAll(() => stack.stop());
  beforeEach(async () => {
    clock.now = () => new Date(NOW);
    assistantId = await stack.newAssistant(account, { allowed_hosts: ["shop.acme.io"] });
  });
  afterEach(() => {
    clock.now = now;
    delete process.env["IP_HASH_SECRET"];
  });

  const envelope = (more: Fields = {}): Fields => ({
    assistant_id: assistantId,
    visitor_id: "v_0123456789abcdef",
    sent_at: NOW,
    ...more,
  });
  const post = (body: unknown, { headers = {}, ip }: Sending = {}): Promise<Answer> =>
    stack.request(TRACK, {
      method: "POST",
      headers: { "user-agent": CHROME_ON_MAC, "content-type": "text/plain;charset=UTF-8", ...headers },
      ...(ip !== undefined && { ip }),
      body:
        body instanceof Uint8Array
          ? new Uint8Array(body)
          : typeof body === "string"
            ? body
            : JSON.stringify(body),
    });
  const send = (events: unknown[], more: Fields = {}, sending: Sending = {}) =>
    post(envelope({ events, ...more }), sending);
  const ask = async (report: string, range: Record<string, string> = DAY) => {
    const key = await stack.newKey(account);
    return (await stack.get(`/api/v1/analytics/${report}`, { assistant_id: assistantId, ...range }, key))
      .body;
  };
  const pageviews = async (): Promise<number> => (await ask("pageviews")).summary.total_pageviews;
  const session = async () => (await ask("sessions")).data[0];

  return {
    stack: () => stack,
    account: () => account,
    assistantId: () => assistantId,
    envelope,
    post,
    send,
    ask,
    pageviews,
    session,
  };
}
