import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { z } from "zod";
import { progressBar } from "../../src/local/progress.ts";
import type { Supabase } from "../../src/local/supabase.ts";
import {
  dayThresholds,
  hourThresholds,
  INTERACTIONS,
  PLAN,
  PREPARE,
  STORE,
  TEMPORARY,
  TRIM,
  VIEWS,
  VISITORS_PER_VIEW,
} from "./generate.ts";
import { COUNTRIES, clientsOf, countryWeight, originsOf, pagesOf, slotsOf } from "./site.ts";

const DAY = 86_400_000;

/** Assistants beside the busy one, how many an account has, and the page views of all of them beside its own. */
const OTHERS = 100;
const PER_ACCOUNT = 10;
const SHARE_OF_OTHERS = 0.05;

/** The share of planned page views that lie after the last day, or too late in their session. */
const NOT_SEEN = 0.003;

/** Visitors planned in one statement, so that the bar moves. */
const CHUNK = 25_000;

/** Each assistant's persons have numbers of their own. */
const PERSONS = 100_000_000;

type Site = { key: number; id: string; account: string; website: string };

const user = z.object({ user: z.object({ id: z.string() }) });

/** Signs up as a browser does: the stand-in for Auth has no other way. */
export async function newAccount({ url, anonKey }: Supabase): Promise<string> {
  const response = await fetch(new URL("/auth/v1/signup", url), {
    method: "POST",
    headers: { apikey: anonKey, "content-type": "application/json" },
    body: JSON.stringify({ email: `${randomUUID()}@bench.example`, password: randomUUID() }),
  });
  return user.parse(await response.json()).user.id;
}

/** The busy assistant first, then the others, and last, in the first account, one that stays empty. */
async function addAssistants(sql: postgres.Sql, supabase: Supabase): Promise<Site[]> {
  const show = progressBar("Assistants", OTHERS + 2, "assistants");
  const sites: Site[] = [];
  let account = "";
  for (let number = 0; number < OTHERS + 2; number++) {
    show(number);
    const isEmpty = number === OTHERS + 1;
    account = isEmpty
      ? (sites[0]?.account ?? "")
      : number % PER_ACCOUNT === 0
        ? await newAccount(supabase)
        : account;
    const website = `https://www.site-${number}.example`;
    const [row] = await sql<{ key: number; id: string }[]>`
      insert into public.assistants (account_id, name, website_url)
      values (${account}, ${number === 0 ? "busy" : isEmpty ? "empty" : `other ${number}`}, ${website})
      returning key, id`;
    if (row !== undefined) {
      sites.push({ ...row, account, website });
    }
  }
  show(OTHERS + 2);
  return sites;
}

type Slot = { kind: string; assistant_key: number; slot: number; key: number; extra: string };

function slotsInto(
  pool: Slot[],
  kind: string,
  site: number,
  slots: number,
  items: { key: number; extra: string; weight: number }[],
) {
  const found = slotsOf(
    items.map(({ weight }) => weight),
    slots,
  );
  for (const [slot, item] of found.entries()) {
    const { key = 0, extra = "" } = items[item] ?? {};
    pool.push({ kind, assistant_key: site, slot, key, extra });
  }
}

/** Fills the dictionaries of a site by the functions that recording calls, and notes what sessions draw from. */
async function addDictionaries(
  sql: postgres.Sql,
  site: Site,
  sizes: { pages: number; origins: number; clients: number; slots: number },
): Promise<void> {
  const pages = pagesOf(sizes.pages);
  const origins = originsOf(site.website, sizes.origins);
  const clients = clientsOf(sizes.clients);
  const [keys] = await sql<{ pages: number[]; origins: number[]; clients: number[] }[]>`
    select
      array(select analytics.page_key(${site.key}, item ->> 'path')
        from jsonb_array_elements(${JSON.stringify(pages)}::text::jsonb) as item) as pages,
      array(select analytics.origin_key(${site.key}, item -> 'origin')
        from jsonb_array_elements(${JSON.stringify(origins)}::text::jsonb) as item) as origins,
      array(select analytics.client_key(${site.key}, item -> 'client')
        from jsonb_array_elements(${JSON.stringify(clients)}::text::jsonb) as item) as clients`;
  if (keys === undefined) {
    throw new Error("The dictionaries gave no keys.");
  }
  await sql`
    update analytics.pages set title = item ->> 'title', title_seen_at = now()
    from jsonb_array_elements(${JSON.stringify(pages)}::text::jsonb) as item
    where assistant_key = ${site.key} and path = item ->> 'path'`;

  const pool: Slot[] = [];
  const keyed = <Item>(
    items: Item[],
    of: number[],
    weight: (item: Item) => number,
    extra: (item: Item) => string,
  ) => items.map((item, index) => ({ key: of[index] ?? 0, weight: weight(item), extra: extra(item) }));
  const path = (page: { path: string }) => page.path;
  slotsInto(
    pool,
    "entry",
    site.key,
    sizes.slots,
    keyed(pages, keys.pages, (page) => page.entry, path),
  );
  slotsInto(
    pool,
    "page",
    site.key,
    sizes.slots,
    keyed(pages, keys.pages, (page) => page.later, path),
  );
  slotsInto(
    pool,
    "origin",
    site.key,
    sizes.slots,
    keyed(
      origins,
      keys.origins,
      ({ weight }) => weight,
      ({ query }) => query,
    ),
  );
  slotsInto(
    pool,
    "client",
    site.key,
    sizes.slots,
    keyed(
      clients,
      keys.clients,
      ({ weight }) => weight,
      () => "",
    ),
  );
  await addPool(sql, pool);
  await sql`
    insert into bench.sites (assistant_key, website, pages, origins, clients)
    values (${site.key}, ${site.website}, ${sizes.slots}, ${sizes.slots}, ${sizes.slots})`;
}

async function addPool(sql: postgres.Sql, pool: Slot[]): Promise<void> {
  await sql`
    insert into bench.pools select * from jsonb_populate_recordset(null::bench.pools, ${JSON.stringify(pool)}::text::jsonb)`;
}

async function addSites(sql: postgres.Sql, sites: Site[]): Promise<void> {
  const show = progressBar("Pages, origins and clients", sites.length, "assistants");
  const countries: Slot[] = [];
  slotsInto(
    countries,
    "country",
    0,
    1_024,
    COUNTRIES.map((extra, rank) => ({ key: 0, extra, weight: countryWeight(rank) })),
  );
  await addPool(sql, countries);
  for (const [index, site] of sites.entries()) {
    show(index);
    const busy = { pages: 1_000, origins: 3_000, clients: 400, slots: 32_768 };
    await addDictionaries(
      sql,
      site,
      index === 0 ? busy : { pages: 40, origins: 60, clients: 80, slots: 256 },
    );
  }
  show(sites.length);
}

/** Sessions of all sites, each with its visitor and its start. */
async function planSessions(
  sql: postgres.Sql,
  sites: Site[],
  range: { from: number; days: number; pageViews: number },
): Promise<void> {
  const { from, days, pageViews } = range;
  const pageViewsOf = (index: number) => (index === 0 ? pageViews : (SHARE_OF_OTHERS * pageViews) / OTHERS);
  const visitors = sites.map((_, index) => Math.ceil(pageViewsOf(index) * VISITORS_PER_VIEW));
  const show = progressBar(
    "Planning sessions",
    visitors.reduce((a, b) => a + b),
    "visitors",
  );
  let done = 0;
  for (const [index, { key }] of sites.entries()) {
    const count = visitors[index] ?? 0;
    for (let first = 0; first < count; first += CHUNK) {
      show(done);
      const last = Math.min(first + CHUNK, count) - 1;
      await sql.unsafe(PLAN, [
        key,
        index * PERSONS + first,
        index * PERSONS + last,
        new Date(from).toISOString().slice(0, 10),
        days,
        dayThresholds(from, days),
        hourThresholds(),
      ]);
      done += last - first + 1;
    }
  }
  const wanted = [pageViews, pageViewsOf(1)].map((views) => Math.round(views * (1 + NOT_SEEN)));
  await sql.unsafe(TRIM, [sites[0]?.key ?? 0, ...wanted]);
  await sql`create index on bench.visits (starts_at)`;
  await sql`analyze bench.visits, bench.pools, bench.sites`;
  show(done);
}

/** Page views, widget events and sessions, day by day in the order in which they happened. */
async function loadDays(sql: postgres.Sql, { from, days }: { from: number; days: number }): Promise<void> {
  const show = progressBar("Page views, in order of time", days, "days");
  const end = new Date(from + days * DAY).toISOString();
  // Random numbers can't be estimated: tables are joined as they are written, for the day at hand.
  await sql
    .unsafe("set plan_cache_mode = force_custom_plan; set join_collapse_limit = 1; set enable_material = off")
    .simple();
  await sql.unsafe(TEMPORARY).simple();
  for (let day = 0; day < days; day++) {
    show(day);
    const starts = new Date(from + day * DAY).toISOString();
    const ends = new Date(from + (day + 1) * DAY).toISOString();
    await sql.begin(async (transaction) => {
      await transaction.unsafe(VIEWS, [starts, ends, end]);
      await transaction.unsafe(INTERACTIONS, [end]);
      for (const statement of STORE) {
        await transaction.unsafe(statement);
      }
    });
  }
  show(days);
}

/** Each day of an assistant on which something was recorded, as recording leaves it: not rolled up. */
const PERIODS = `
  insert into analytics.periods (assistant_key, days, first_day)
  select assistant_key, 1, viewed_on from analytics.page_views
  union
  select assistant_key, 1, (occurred_at at time zone 'UTC')::date from analytics.widget_events
  union
  select assistant_key, 1, (started_at at time zone 'UTC')::date from analytics.sessions
`;

/**
 * Fills a migrated database: the busy assistant with about `pageViews` page views over `days` days from
 * `from` on (milliseconds, the start of a UTC day), a hundred others with 5 % as many together, and one
 * without any. The indexes are in place from the beginning, so that they are as full as recording makes them.
 *
 * @returns the busy assistant and the empty one
 */
export async function load(
  sql: postgres.Sql,
  supabase: Supabase,
  range: { from: number; days: number; pageViews: number },
): Promise<{ busy: Site; empty: Site }> {
  await sql.unsafe(PREPARE).simple();
  const all = await addAssistants(sql, supabase);
  const [empty, busy] = [all.at(-1), all[0]];
  const sites = all.slice(0, -1);
  if (busy === undefined || empty === undefined) {
    throw new Error("There are no assistants.");
  }
  await addSites(sql, sites);
  await planSessions(sql, sites, range);
  await loadDays(sql, range);
  await sql`reset plan_cache_mode`;
  console.log("  Noting the days, and cleaning up");
  await sql.unsafe(PERIODS);
  await sql`drop table bench.visits, bench.pools, bench.sites`;
  await sql`vacuum (analyze)`;
  return { busy, empty };
}
