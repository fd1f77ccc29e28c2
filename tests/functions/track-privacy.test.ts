import { describe, expect, test } from "vitest";
import { ipHash, sha256Hex } from "../../src/auth/hashing.ts";
import { clock } from "../../src/clock.ts";
import { type Fields, NOW, tracking, view } from "../support/tracking.ts";

const { account, ask, assistantId, pageviews, post, send, session, stack } = tracking();

describe("track, as to privacy,", () => {
  test.each([{ dnt: "1" }, { "sec-gpc": "1" }])(
    "records nothing at all of a visitor who sends %j",
    async (headers) => {
      const answer = await send([view()], {}, { headers });
      expect([answer.status, answer.body]).toEqual([204, undefined]);
      expect(await pageviews()).toBe(0);
    },
  );

  test("keeps bots apart: noted with the reason, never counted", async () => {
    await send(
      [view()],
      {},
      {
        headers: { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" },
      },
    );
    await send([view()], { webdriver: true });
    await send([view()]);
    expect(await pageviews()).toBe(1);
    expect((await ask("sessions")).meta.total).toBe(1);
    const noted = await stack().execute(
      "select reason from analytics.excluded_events join public.assistants on key = assistant_key where id = $1 order by reason",
      [assistantId()],
    );
    expect(noted.map(({ reason }) => reason)).toEqual(["bot", "bot"]);
  });

  test("derives a visitor for one day and one site where the browser stores none", async () => {
    const anonymous = async (day: number, ip: string, of = assistantId()) => {
      clock.now = () => new Date(NOW + day * 86_400_000);
      const sent = { assistant_id: of, sent_at: NOW, events: [view()] };
      expect((await post(sent, { ip })).status).toBe(202);
    };
    await anonymous(0, "198.51.100.1");
    await anonymous(0, "198.51.100.1");
    await anonymous(0, "198.51.100.2");
    await anonymous(1, "198.51.100.1");
    const { data, summary } = await ask("pageviews", { start_date: "2026-11-20", end_date: "2026-11-21" });
    expect(data.map(({ unique_visitors }: Fields) => unique_visitors)).toEqual([2, 1]);
    expect(summary.total_unique_visitors).toBe(3);

    const other = await stack().newAssistant(account());
    await anonymous(0, "198.51.100.1", other);
    const seen = await stack().execute(
      "select distinct visitor from analytics.sessions join public.assistants on key = assistant_key where id in ($1, $2)",
      [assistantId(), other],
    );
    expect(seen).toHaveLength(4);
  });

  test("hashes addresses with the secret of the deployment where there is one", async () => {
    process.env["IP_HASH_SECRET"] = "a secret";
    await send([view()], {}, { ip: "198.51.100.7" });
    const { visitor } = await session();
    expect(visitor.ip_hash).toBe(ipHash("198.51.100.7", "a secret"));
    expect(visitor.ip_hash).not.toBe(sha256Hex("198.51.100.7").slice(0, 16));
  });

  test("stores a raw address nowhere, unless an agency has signed for it", async () => {
    await send([view()], {}, { ip: "198.51.100.77" });
    const tables = await stack().execute(
      "select relname from pg_class where relkind = 'r' and relnamespace = 'analytics'::regnamespace",
    );
    for (const { relname } of tables) {
      const found = await stack().execute(
        `select from analytics.${relname} as row where row::text like '%198.51.100.77%'`,
      );
      expect([relname, found]).toEqual([relname, []]);
    }
  });
});
