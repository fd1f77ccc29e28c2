import { logged, oneOfEach } from "../support/logging.ts";
import { batch, pageView, times, visitor, widgetEvent } from "../support/seed.ts";
import type { Stack } from "../support/stack.ts";
import type { Credential } from "./requests.ts";

/** An account, all of whose data carries a mark that is in no request of the other's. */
export type Tenant = {
  mark: string;
  assistant: string;
  /** The ids of a key and a link that may be revoked, and of a key that nobody else may revoke. */
  spareKey: string;
  spareLink: string;
  readerKey: string;
  credentials: Record<Exclude<Credential, "none" | "garbage">, string>;
};

const DAYS = ["2026-11-12", "2026-11-15", "2026-11-20"];

/** Visits of every kind on some days, by the same visitors and to the same paths as those of the other account. */
async function recordVisits(stack: Stack, assistant: string, mark: string): Promise<void> {
  for (const day of DAYS) {
    for (const number of times(3, (index) => index + 1)) {
      const hour = day === "2026-11-20" ? "09" : "10";
      const told = { title: `Title ${mark}`, source: `source-${mark}`, medium: "referral", seconds: 30 };
      const campaign = { utm_source: mark, utm_medium: mark, utm_campaign: mark };
      const events = [
        pageView(`${day}T${hour}:00:00.000Z`, "/shared", { ...told, ...campaign }),
        widgetEvent(`${day}T${hour}:01:00.000Z`, "widget_open", "/shared"),
        pageView(`${day}T${hour}:02:00.000Z`, `/only/${mark}`, told),
      ];
      const about = { browser: `Browser ${mark}`, os: `OS ${mark}`, language: "en" };
      await stack.record(batch(assistant, visitor(number), events, about));
    }
  }
}

/** Conversations with all that can happen in them, with the same ids as those of the other account. */
async function reportConversations(
  stack: Stack,
  assistant_id: string,
  mark: string,
  key: string,
): Promise<void> {
  const texts = [
    "text",
    "user",
    "agent",
    "label",
    "topic",
    "response",
    "outcome",
    "channel",
    "name",
    "product",
  ];
  const said = (event: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(event).map(([name, value]) => [name, texts.includes(name) ? `${name} ${mark}` : value]),
    );
  const events = DAYS.flatMap((day, index) => [
    logged("conversation.started", {
      conversation_id: `c${index + 1}`,
      at: `${day}T08:00:00Z`,
      user: `u ${mark}`,
    }),
    ...oneOfEach().map((event) => ({ ...said(event), at: `${day}T08:30:00Z` })),
  ]);
  const body = JSON.stringify(events.map((event) => ({ ...event, assistant_id })));
  const { status } = await stack.request("/api/v1/events", { method: "POST", key, body });
  if (status !== 200) {
    throw new Error(`The events of an account were answered with ${status}.`);
  }
}

/** Makes an account with two assistants, data of all kinds and credentials of all kinds. */
export async function newTenant(stack: Stack, mark: string): Promise<Tenant> {
  const account = await stack.newAccount();
  await stack.execute(
    "update public.accounts set plan = 'agency', dpa_signed_at = '2026-01-01' where id = $1::text::uuid",
    [account.id],
  );
  const assistant = await stack.newAssistant(account, {
    name: `Company ${mark}`,
    website_url: "https://acme.com",
  });
  await stack.newAssistant(account, { name: `Other ${mark}` });
  const [scopes, both] = [["events:write"], ["analytics:read", "events:write"]];
  const ask = (path: string, body: Record<string, unknown>) =>
    stack.request(path, { method: "POST", key: account.token, body: JSON.stringify(body) });
  const make = async (fields: Record<string, unknown> = {}) =>
    (await ask("/.netlify/functions/generate-api-key", { name: `Key ${mark}`, ...fields })).body.data;
  const [reader, spare, revoked] = [await make(), await make(), await make()];
  const share = async () =>
    (await ask("/api/v1/share-links", { assistant_id: assistant, name: `Link ${mark}` })).body.data;
  const [link, spareLink] = [await share(), await share()];
  await stack.execute("update public.api_keys set revoked_at = now() where id = $1::text::uuid", [
    revoked.id,
  ]);
  const credentials = {
    reader: reader.key,
    writer: (await make({ scopes })).key,
    manager: (await make({ scopes: ["visitors:manage"] })).key,
    bound: (await make({ scopes: both, assistant_id: assistant })).key,
    session: account.token,
    shareLink: link.token,
    revoked: revoked.key,
    expired: await stack.newKey(account, { expires_at: "2026-01-01T00:00:00Z" }),
  };
  await recordVisits(stack, assistant, mark);
  await reportConversations(stack, assistant, mark, credentials.writer);
  const [spareKey, readerKey] = [spare.id, reader.id];
  return { mark, assistant, spareKey, spareLink: spareLink.id, readerKey, credentials };
}
