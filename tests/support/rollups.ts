import { onTestFinished } from "vitest";
import type { Stack } from "./stack.ts";

/** The days that are rolled up, of one assistant or of all, in order. */
export async function rolledDays({ execute }: Stack, assistantId = ""): Promise<string[]> {
  const rows = await execute(
    `select period.first_day::text as day from analytics.periods as period
     join public.assistants on key = assistant_key
     where days = 1 and rolled and $1 in ('', id) order by day, id`,
    [assistantId],
  );
  return rows.map(({ day }) => String(day));
}

/** How many periods of any length are rolled up, and days of the log, and lines are made of stays, of all assistants. */
export async function countRolled({ execute }: Stack): Promise<number> {
  const [row] = await execute(`
    select count(*)::integer as count from (
      select from analytics.periods where rolled union all select from analytics.log_days where rolled
      union all select from analytics.lineups
    ) as done
  `);
  return Number(row?.["count"]);
}

/** For one test, a call to the database does the least it can, as if each period took it a second. */
export async function makeCallsSmall({ execute }: Stack): Promise<void> {
  await execute(`
    alter function public.roll_up(timestamptz, numeric) rename to whole_roll_up;
    create function public.roll_up(at timestamptz, seconds numeric) returns jsonb language sql security definer
    as $$ select public.whole_roll_up(at, 0) $$;
    grant execute on function public.roll_up(timestamptz, numeric) to service_role;
  `);
  onTestFinished(async () => {
    await execute(`
      drop function public.roll_up(timestamptz, numeric);
      alter function public.whole_roll_up(timestamptz, numeric) rename to roll_up;
    `);
  });
}
