create function public.roll_up(at timestamptz, seconds numeric)
  returns jsonb
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  stop_at constant timestamptz := clock_timestamp() + make_interval(secs => seconds);
  -- A day is due an hour after its end: its last sessions have gone quiet.
  due constant date := ((least(at, now()) - interval '1 hour') at time zone 'UTC')::date;
  assistant integer;
  next record;
  rolled_up integer := 0;
  failure text;
begin
  for assistant in
    select assistant_key from (
      select assistant_key, first_day + days as due_on from analytics.periods
      where not rolled and first_day + days <= due
      union all
      select assistant_key, day + 1 from analytics.log_days where not rolled and day < due
      union all
      select assistant_key, first_day + 16 from analytics.lines_due(due)
    ) as open
    group by assistant_key order by min(due_on), assistant_key
  loop
    -- Another run has it: the next assistant, then. To wait would risk waiting for each other.
    continue when not pg_try_advisory_xact_lock(hashtext('analytics.periods'), assistant);
    loop
      exit when rolled_up > 0 and clock_timestamp() > stop_at;
      select * into next from analytics.next_due(assistant, due);
      exit when not found;
      begin
        if next.arranged is not null then
          perform analytics.roll_up_lineup(assistant, next.arranged, next.first_day, due);
        elsif next.is_of_log then
          perform analytics.roll_up_log_day(assistant, next.first_day);
        else
          perform analytics.roll_up_period(assistant, next.days, next.first_day);
        end if;
        rolled_up := rolled_up + 1;
      exception when others then
        -- What keeps one assistant from being rolled up keeps no other.
        failure := format('%s days from %s of assistant %s: %s', next.days, next.first_day, assistant, sqlerrm);
        raise warning '%', failure;
        exit;
      end;
    end loop;
    exit when clock_timestamp() > stop_at;
  end loop;
  if rolled_up = 0 and failure is not null then
    raise exception '%', failure;
  end if;
  return jsonb_build_object(
    'rolled', rolled_up,
    'pending', exists (select from analytics.periods where not rolled and first_day + days <= due)
      or exists (select from analytics.log_days where not rolled and day < due)
      or exists (select from analytics.lines_due(due))
  );
end
$$;

comment on function public.roll_up(timestamptz, numeric) is
  'Rolls up what is over, of the page views and of the log, for some seconds but at least one period, shortest periods first, and then puts stays in line. It may be called again at any time, and twice at once. Answers how many periods it rolled up and whether any are left; raises what went wrong where nothing else was possible.';

grant execute on function public.roll_up(timestamptz, numeric) to service_role;
