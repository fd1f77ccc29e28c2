import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { facebook, phone } from "../support/examiner.ts";
import { dayAt } from "../support/histories.ts";
import { visitorAt, visitsOf } from "../support/lined-visits.ts";
import { batch, pageView, times } from "../support/seed.ts";
import { type Stack, startStack } from "../support/stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

test("an erased visitor is in no line, nor is what only they had", async () => {
  const assistant = await stack.newAssistant(await stack.newAccount());
  const views = times(40, (day) => pageView(`${dayAt(day)}T12:00:00.000Z`, "/"));
  await stack.record(batch(assistant, visitorAt(1), views));
  await stack.record(
    batch(
      assistant,
      visitorAt(2),
      views.slice(0, 20).map((view) => ({ ...view, ...facebook, id: randomUUID() })),
      phone,
    ),
  );
  await stack.execute("select public.roll_up(now(), 60)");
  const inLines = async () => {
    const [row] = await stack.execute(
      `select count(*) filter (where visitors @> array[('x' || '${visitorAt(2)}')::bit(64)::bigint])::integer as met,
         count(distinct first_day)::integer as lines
       from analytics.lineup_visitors join public.assistants on key = assistant_key
       where id = $1 and arranged = 'visitor'`,
      [assistant],
    );
    return row;
  };
  const ofPhones = () =>
    stack.execute(
      `select label from analytics.traits join public.assistants on key = assistant_key
       where id = $1 and (label @> '["Safari"]' or label @> '["facebook"]')`,
      [assistant],
    );
  expect(await inLines()).toEqual({ met: 2, lines: 4 });
  expect(await ofPhones()).toHaveLength(2);

  await stack.execute("select analytics.erase_person(key, 'v_' || $2) from public.assistants where id = $1", [
    assistant,
    visitorAt(2),
  ]);
  expect(await inLines()).toEqual({ met: 0, lines: 2 });
  expect(await ofPhones()).toEqual([]);
  await stack.execute("select public.roll_up(now(), 60)");
  expect(await inLines()).toEqual({ met: 0, lines: 4 });
  expect(await ofPhones()).toEqual([]);
});

test("who is in several lines with a page, a source or a country is noted in each of them, and nobody else", async () => {
  const assistant = await stack.newAssistant(await stack.newAccount());
  const visits = visitsOf(50, 9).flatMap((step) => (step.kind === "record" ? [step] : []));
  const isEarly = ({ events }: (typeof visits)[number]) => String(events[0]?.at) < dayAt(20);
  const rollUp = async (some: typeof visits, day: number) => {
    await Promise.all(
      some.map(({ sender, events }) => stack.record(batch(assistant, sender.visitor, events, { ...sender }))),
    );
    await stack.execute("select public.roll_up($1::timestamptz, 60)", [dayAt(day)]);
  };
  const noted = () =>
    stack.execute(
      `select lines.arranged, bool_or(is_noted) and not bool_and(is_noted) as both,
         count(*) filter (where is_noted <> is_elsewhere)::integer as wrong,
         count(*) filter (where is_noted <> is_marked)::integer as marked_otherwise,
         (
           select sum(cardinality(elsewhere)) from analytics.lineup_visitors as told
           join public.assistants on key = assistant_key where id = $1 and told.arranged = lines.arranged
         )::integer - (count(*) filter (where is_noted))::integer as twice,
         count(*) filter (where not is_ordered)::integer as unordered
       from (
         select told.arranged, (one.visitor, one.place) in (select unnest(told.elsewhere), unnest(told.elsewhere_at)) as is_noted,
           coalesce(get_bit(mark.bits, one.place), 0) = 1 as is_marked,
           told.elsewhere_at = array(select unnest(told.elsewhere_at) order by 1) as is_ordered,
           count(*) over (partition by told.arranged, keys.key, one.visitor) > 1 as is_elsewhere
         from analytics.lineup_visitors as told
         join public.assistants on assistants.key = told.assistant_key
         join analytics.lineup_keys as keys
           on keys.assistant_key = told.assistant_key and keys.arranged = told.arranged
           and keys.first_day = told.first_day and keys.place = told.key_place
         left join analytics.bitmaps as mark
           on mark.assistant_key = told.assistant_key and mark.arranged = told.arranged
           and mark.first_day = told.first_day and mark.mark = 'elsewhere'
         cross join unnest(told.visitors, told.places) as one (visitor, place)
         where assistants.id = $1
       ) as lines group by lines.arranged order by lines.arranged`,
      [assistant],
    );
  const right = ["visitor", "country", "source", "page"].map((arranged) => ({
    ...{ arranged, both: true },
    ...{ wrong: 0, marked_otherwise: 0, twice: 0, unordered: 0 },
  }));
  await rollUp(visits.filter(isEarly), 21);
  expect(await noted()).toEqual(right);
  await rollUp(
    visits.filter((visit) => !isEarly(visit)),
    60,
  );
  expect(await noted()).toEqual(right);
});

test("a line is made anew once a day, and tells nothing of a day that changed until then", async () => {
  const assistant = await stack.newAssistant(await stack.newAccount());
  const viewed = (day: string, who = 1) =>
    stack.record(batch(assistant, visitorAt(who), [pageView(`${day}T12:00:00.000Z`, "/")]));
  const rollUp = async (at: string) => {
    await stack.execute("select public.roll_up($1::timestamptz, 60)", [at]);
    const [row] = await stack.execute(
      `select array_agg(distinct lineups.days::text) as days, array_agg(distinct made_on::text) as made_on
       from analytics.lineups join public.assistants on key = assistant_key where id = $1`,
      [assistant],
    );
    return row;
  };
  for (const day of ["2026-03-09", "2026-03-10", "2026-03-12"]) {
    await viewed(day);
  }
  const first = "2026-03-06";
  expect(await rollUp("2026-03-11T12:00:00Z")).toEqual({
    days: [`{[${first},2026-03-11)}`],
    made_on: ["2026-03-11"],
  });
  await viewed("2026-03-09", 2);
  expect(await rollUp("2026-03-11T13:00:00Z")).toEqual({
    days: [`{[${first},2026-03-09),[2026-03-10,2026-03-11)}`],
    made_on: ["2026-03-11"],
  });
  expect(await rollUp("2026-03-12T12:00:00Z")).toEqual({
    days: [`{[${first},2026-03-11)}`],
    made_on: ["2026-03-12"],
  });
  expect(await rollUp("2026-03-13T12:00:00Z")).toEqual({
    days: [`{[${first},2026-03-13)}`],
    made_on: ["2026-03-13"],
  });
  expect(await rollUp("2026-04-13T12:00:00Z")).toMatchObject({ made_on: ["2026-03-13"] });
});

test("no line is forgotten while lines are made: what is written to others of them would stay", async () => {
  const sql = postgres(stack.database, { max: 1, onnotice: () => undefined });
  const forget = () =>
    stack.execute(`
      with patience as materialized (select set_config('lock_timeout', '100ms', true))
      select analytics.forget_lineup(7, 'page', '2026-03-06') from patience`);
  await sql.begin(async (transaction) => {
    // As rolling up does.
    await transaction`select pg_advisory_xact_lock(hashtext('analytics.periods'), 7)`;
    await expect(forget()).rejects.toMatchObject({ code: "55P03" });
  });
  await sql.end();
  await expect(forget()).resolves.toHaveLength(1);
});
