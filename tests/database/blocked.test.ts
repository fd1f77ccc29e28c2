import { afterAll, beforeAll, expect, test } from "vitest";
import { times } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

let stack: Stack;
let account: Account;
let assistant: string;
beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
  assistant = await stack.newAssistant(account);
});
afterAll(() => stack.stop());

/** Whether the owner's change is taken over the Data API. */
const isTaken = async (change: Record<string, unknown>) => {
  const assistants = stack.client(account.token).from("assistants");
  const { error, data } = await assistants.update(change).eq("id", assistant).select("id");
  return error === null && data.length === 1;
};

const label = (size: number) => "a".repeat(size);

/** The one at the limit, and the one above. */
test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  [
    "100 addresses",
    { blocked_ips: times(100, (n) => `192.0.2.${n}`) },
    { blocked_ips: times(101, (n) => `192.0.2.${n}`) },
  ],
  ["ranges of 32 bits of IPv4", { blocked_ips: ["192.0.2.1/32"] }, { blocked_ips: ["192.0.2.1/33"] }],
  ["ranges of 128 bits of IPv6", { blocked_ips: ["2001:db8::/128"] }, { blocked_ips: ["2001:db8::/129"] }],
  ["addresses that are there", { blocked_ips: [] }, { blocked_ips: [null] }],
  [
    "100 hosts",
    { blocked_hosts: times(100, (n) => `a${n}.example`) },
    { blocked_hosts: times(101, (n) => `a${n}.example`) },
  ],
  [
    "labels of 63 characters",
    { blocked_hosts: [`${label(63)}.example`] },
    { blocked_hosts: [`${label(64)}.example`] },
  ],
  ["hosts in lower case", { blocked_hosts: ["acme.com"] }, { blocked_hosts: ["Acme.com"] }],
  ["hosts that are there", { blocked_hosts: [] }, { blocked_hosts: [""] }],
  ["hosts that are not null", { blocked_hosts: ["a", "b"] }, { blocked_hosts: [null] }],
  ["100 paths", { blocked_paths: times(100, (n) => `/${n}`) }, { blocked_paths: times(101, (n) => `/${n}`) }],
  ["paths of 255 characters", { blocked_paths: [`/${label(254)}`] }, { blocked_paths: [`/${label(255)}`] }],
  ["paths with an asterisk at the end", { blocked_paths: ["/a/*"] }, { blocked_paths: ["/a*b"] }],
  ["paths that begin with a slash", { blocked_paths: ["/"] }, { blocked_paths: ["a"] }],
  ["paths without a query", { blocked_paths: ["/a%3Fb"] }, { blocked_paths: ["/a?b"] }],
  ["paths that are not null", { blocked_paths: ["/a", "/b"] }, { blocked_paths: ["/a", null] }],
  ["a name of 200 characters", { name: label(200) }, { name: label(201) }],
  [
    "a website of 2,000 characters",
    { website_url: `https://a.example/${label(1_982)}` },
    { website_url: `https://a.example/${label(1_983)}` },
  ],
  [
    "50 allowed hosts",
    { allowed_hosts: times(50, (n) => `a${n}.example`) },
    { allowed_hosts: times(51, (n) => `a${n}.example`) },
  ],
  [
    "10,000 characters of allowed hosts",
    { allowed_hosts: [label(10_000)] },
    { allowed_hosts: [label(10_001)] },
  ],
])("the Data API takes %s and no more", async (_, atLimit, above) => {
  expect([await isTaken(atLimit), await isTaken(above)]).toEqual([true, false]);
});

test("the Data API shows what is blocked to nobody but its owner, and takes it from nobody else", async () => {
  expect(
    await isTaken({ blocked_ips: ["203.0.113.0/24"], blocked_hosts: ["a.example"], blocked_paths: ["/a"] }),
  ).toBe(true);
  const read = async (token?: string) =>
    (await stack.client(token).from("assistants").select("blocked_ips").eq("id", assistant)).data ?? [];
  const stranger = await stack.newAccount();
  expect([await read(account.token), await read(stranger.token), await read()]).toEqual([
    [{ blocked_ips: ["203.0.113.0/24"] }],
    [],
    [],
  ]);
  const strangers = stack.client(stranger.token).from("assistants");
  expect((await strangers.update({ blocked_ips: [] }).eq("id", assistant).select("id")).data).toEqual([]);
  expect(await read(account.token)).toEqual([{ blocked_ips: ["203.0.113.0/24"] }]);
  const report = await stack.get("/api/v1/assistants", {}, await stack.newKey(account));
  expect(JSON.stringify(report.body)).not.toContain("203.0.113");
});
