import { randomUUID } from "node:crypto";
import { newApiKey } from "../../src/auth/api-keys.ts";
import { serveFunctions } from "../../src/local/functions.ts";
import { progressBar } from "../../src/local/progress.ts";
import type { Running } from "../../src/local/running.ts";
import { CASES } from "./cases.ts";
import type { Bench } from "./database.ts";
import { argumentsOf } from "./reports.ts";
import { median, type RequestResult } from "./results.ts";

const ROUNDS = 100;

/** A key has 60 requests a minute; one more of each warms it up. */
const REQUESTS_PER_KEY = 50;

type Asked = { url: string; milliseconds: number[] };

async function newKeys({ supabase, busy }: Bench, count: number): Promise<string[]> {
  const keys: string[] = [];
  for (let number = 0; number < count; number++) {
    const { key, hash, prefix } = newApiKey();
    const fields = { name: "bench", scopes: ["analytics:read"], key_hash: hash, key_prefix: prefix };
    await supabase.execute(
      "select public.manage_api_keys($1::text::uuid, 'create', $2::text::jsonb, $3, now())",
      [busy.account, JSON.stringify(fields), randomUUID()],
    );
    keys.push(key);
  }
  return keys;
}

async function timed(url: string, key: string): Promise<number> {
  const begun = performance.now();
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  const body = await response.text();
  const milliseconds = performance.now() - begun;
  if (response.status !== 200) {
    throw new Error(`${url} answered with ${response.status}: ${body}`);
  }
  return milliseconds;
}

/**
 * Whole requests, one at a time: function, Supabase API and database in this process and on this machine.
 * All questions are asked in turn in each round, about a day, a month, a year, and an assistant without data.
 */
export async function measureRequests(bench: Bench, running: Running): Promise<RequestResult[]> {
  process.env["SUPABASE_URL"] = bench.supabase.url;
  process.env["SUPABASE_SERVICE_ROLE_KEY"] = bench.supabase.serviceRoleKey;
  const functions = await running.add(serveFunctions());
  const questions: {
    name: string;
    kind: RequestResult["kind"];
    by: Record<keyof RequestResult["medians"], Asked>;
  }[] = [];
  for (const asked of CASES) {
    const path = `/api/v1/analytics/${asked.report.replaceAll("_", "-")}`;
    const urlOf = async (days: number, assistant: string): Promise<Asked> => {
      const parameters = { ...(await argumentsOf(bench, asked, days)), assistant_id: assistant };
      const search = new URLSearchParams(
        Object.entries(parameters).map(([name, value]) => [name, String(value)]),
      );
      return { url: `${functions.url}${path}?${search}`, milliseconds: [] };
    };
    questions.push({
      name: asked.name,
      kind: asked.kind,
      by: {
        day: await urlOf(1, bench.busy.id),
        month: await urlOf(30, bench.busy.id),
        year: await urlOf(365, bench.busy.id),
        empty: await urlOf(1, bench.empty.id),
      },
    });
  }
  const all = questions.flatMap(({ by }) => Object.values(by));
  const keys = await newKeys(bench, Math.ceil((all.length * ROUNDS) / REQUESTS_PER_KEY));
  const show = progressBar("Whole requests", ROUNDS, "rounds");
  show(0);
  for (const [index, key] of keys.entries()) {
    await timed(all[index % all.length]?.url ?? "", key);
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, asked] of all.entries()) {
      const key = keys[(round * all.length + index) % keys.length] ?? "";
      asked.milliseconds.push(await timed(asked.url, key));
    }
    show(round + 1);
  }
  await bench.sql`delete from public.api_keys where account_id = ${bench.busy.account} and name = 'bench'`;
  const rounded = ({ milliseconds }: Asked) => Number(median(milliseconds).toPrecision(4));
  return questions.map(({ name, kind, by }) => ({
    name,
    kind,
    medians: {
      day: rounded(by.day),
      month: rounded(by.month),
      year: rounded(by.year),
      empty: rounded(by.empty),
    },
    repetitions: ROUNDS,
  }));
}
