import { randomInt } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { type Answer, type Stack, startStack } from "../support/stack.ts";
import { FOREIGN, FOREIGN_KEY, MARK, NOW, OWN, SPARE_KEY, SPARE_LINK } from "./known.ts";
import { type Asked, type Credential, operations, requestsTo } from "./requests.ts";
import { newTenant, type Tenant } from "./tenants.ts";

/** Seconds to go on for, of all operations together; without, a number of requests to each. */
const seconds = Number(process.env["FUZZ_SECONDS"] ?? 0);
const seed = Number(process.env["FUZZ_SEED"] ?? randomInt(2 ** 31));
const REQUESTS = { withBody: 120, without: 40 };

/** After so many requests the limits begin anew: they are not what is tested here. */
const UNLIMITED = 40;

let stack: Stack;
let tenants: [Tenant, Tenant];
let sent = 0;
const statuses = new Map<number, number>();
/** How many requests to each operation were answered, as `GET /api/v1/assistants`. */
const answered = new Map<string, number>();
const { now } = clock;
beforeAll(async () => {
  stack = await startStack();
  clock.now = () => new Date(NOW);
  tenants = [await newTenant(stack, "qqvermilion"), await newTenant(stack, "zzcerulean")];
  await stack.execute("select public.roll_up('2026-11-20T10:00:00Z', 60)");
});
afterAll(async () => {
  clock.now = now;
  const counts = [...statuses]
    .sort(([one], [other]) => one - other)
    .map(([status, count]) => `${status}: ${count}`);
  console.info(`${sent} requests with seed ${seed} were answered with ${counts.join(", ")}`);
  await stack?.stop();
});

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

const isTrack = (path: string) => path.endsWith("/track");

/** A text of a request, with what the accounts of this run know in the places that stand for it. */
function known(text: string, { who, path }: Asked): string {
  const [own, foreign] = [tenants[who], tenants[who === 0 ? 1 : 0]];
  return (
    text
      .replaceAll(OWN, own.assistant)
      .replaceAll(FOREIGN, foreign.assistant)
      .replaceAll(SPARE_KEY, own.spareKey)
      .replaceAll(SPARE_LINK, own.spareLink)
      .replaceAll(FOREIGN_KEY, foreign.readerKey)
      // Anybody may send a beacon to anybody's assistant.
      .replaceAll(MARK, isTrack(path) ? "somebody" : own.mark)
  );
}

function credentialOf(credential: Credential, { credentials }: Tenant): string | undefined {
  switch (credential) {
    case "none":
      return undefined;
    case "garbage":
      return "phona_live_' or 1=1 --".replaceAll(" ", "+");
    default:
      return credentials[credential];
  }
}

async function send(asked: Asked): Promise<Answer> {
  const { who, method, path, credential, inOwnHeader, query, headers, body } = asked;
  const key = credentialOf(credential, tenants[who]);
  const search =
    typeof query === "string"
      ? query
      : `${new URLSearchParams(query.map(([name, value]): [string, string] => [name, known(value, asked)]))}`;
  const written = Object.entries(headers).map(([name, value]) => [name, known(value, asked)]);
  if (sent++ % UNLIMITED === 0) {
    await stack.execute("delete from analytics.rate_limits");
  }
  return stack.request(`${known(path, asked)}${search === "" ? "" : `?${search}`}`, {
    method,
    headers: {
      ...Object.fromEntries(written),
      ...(key !== undefined && (inOwnHeader ? { "x-api-key": key } : { authorization: `Bearer ${key}` })),
    },
    ...(body !== undefined && { body: known(body, asked) }),
  });
}

/** Whether a request asks for what is the other account's, or to revoke it. What is posted to takes nothing of a URL. */
function asksForForeign({ method, path, query, headers }: Asked): boolean {
  if (!["GET", "DELETE"].includes(method)) {
    return false;
  }
  const said = [
    path,
    ...(typeof query === "string" ? [] : query.map(([, value]) => value)),
    headers["wbb-client"],
  ];
  return said.some((one) => one?.includes(FOREIGN) || one?.includes(FOREIGN_KEY));
}

describe(`whatever is sent (seed ${seed}), never a failure, an undocumented answer or what is another's from`, () => {
  test.each(operations.map((operation, place) => ({ ...operation, place })))(
    "$method $path",
    async ({ place, ...operation }) => {
      const { withBody, without } = REQUESTS;
      await fc.assert(
        fc.asyncProperty(requestsTo(operation), async (asked) => {
          // That it is answered as the OpenAPI document says is asserted of every request of every test.
          const { status, body } = await send(asked);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          const name = nameOf(operation);
          answered.set(name, (answered.get(name) ?? 0) + Number(status < 300));
          expect(status).toBeLessThan(500);
          const text = JSON.stringify(body) ?? "";
          expect(text).not.toContain(tenants[asked.who === 0 ? 1 : 0].mark);
          if (["none", "garbage", "revoked", "expired"].includes(asked.credential)) {
            expect(text).not.toContain(tenants[asked.who].mark);
          }
          if (asksForForeign(asked)) {
            expect([200, 201]).not.toContain(status);
          }
        }),
        seconds === 0
          ? { seed: seed + place, numRuns: operation.requestBody === undefined ? without : withBody }
          : {
              ...{
                seed: seed + place,
                numRuns: 1_000_000,
                interruptAfterTimeLimit: (seconds * 1_000) / operations.length,
              },
              markInterruptAsFailure: false,
            },
      );
    },
    60_000 + (seconds * 2_000) / operations.length,
  );

  test("changed what is another's; each operation was answered, and a good part of all requests", async () => {
    for (const { credentials, assistant, mark } of tenants) {
      await stack.execute("delete from analytics.rate_limits");
      const { status, body } = await stack.get("/api/v1/assistants", {}, credentials.reader);
      expect([status, body.data.map(({ name }: { name: string }) => name)]).toEqual([
        200,
        [`Other ${mark}`, `Company ${mark}`],
      ]);
      const range = { assistant_id: assistant, start_date: "2026-11-12", end_date: "2026-11-12" };
      const pages = await stack.get("/api/v1/analytics/pages", range, credentials.reader);
      expect(JSON.stringify(pages.body)).toContain(`/only/${mark}`);
    }
    expect(operations.map(nameOf).filter((name) => (answered.get(name) ?? 0) === 0)).toEqual([]);
    const all = [...answered.values()].reduce((sum, count) => sum + count, 0);
    expect(all / sent).toBeGreaterThan(0.25);
  });
});
