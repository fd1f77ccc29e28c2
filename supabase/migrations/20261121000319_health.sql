create function public.health(at timestamptz)
  returns jsonb
  stable
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  -- As of roll_up: a day is due an hour after its end.
  due constant date := ((least(at, now()) - interval '1 hour') at time zone 'UTC')::date;
  oldest constant date := least(
    (select min(first_day + days) - 1 from analytics.periods where not rolled and first_day + days <= due),
    (select min(day) from analytics.log_days where not rolled and day < due)
  );
begin
  return jsonb_build_object(
    'migration', (
      select concat_ws('_', version, name) from supabase_migrations.schema_migrations order by version desc limit 1
    ),
    'rollups', jsonb_build_object('oldest_due_day', oldest, 'days_behind', coalesce(due - oldest, 0))
  );
end
$$;

comment on function public.health(timestamptz) is
  'How the database is: its newest migration, and the oldest day that is due and not rolled up, of the page views or of the log, null where there is none. Four lookups in indexes, whatever was recorded.';

grant execute on function public.health(timestamptz) to service_role;
