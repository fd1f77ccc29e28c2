create function analytics.log_parts(
  assistants integer[], measures analytics.measure[], starts timestamptz, ends timestamptz, unit text, zone text
)
  returns table (bucket timestamp, measure analytics.measure, key bigint, amount bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set random_page_cost = 1.1
  language plpgsql
as $$
#variable_conflict use_column
declare
  is_of_days constant boolean :=
    starts = date_trunc('day', starts, 'UTC') and ends = date_trunc('day', ends, 'UTC');
  assistant integer;
  stretch tstzrange;
  open_days date[];
  first_quarter_at constant timestamptz :=
    date_bin('15 minutes', starts + interval '15 minutes' - interval '1 microsecond', timestamptz 'epoch');
  last_quarter_at constant timestamptz := date_bin('15 minutes', ends, timestamptz 'epoch');
begin
  foreach assistant in array assistants loop
    open_days := array(
      select day from analytics.log_days
      where assistant_key = assistant and not rolled
        and day >= (starts at time zone 'UTC')::date and day <= (ends at time zone 'UTC')::date
    );
    if is_of_days and unit = 'day' and zone = 'UTC' then
      return query
        select day::timestamp, count_rollups.measure, count_rollups.key, count_rollups.amount
        from analytics.count_rollups
        where assistant_key = assistant and count_rollups.measure = any (measures)
          and day >= (starts at time zone 'UTC')::date and day < (ends at time zone 'UTC')::date
          and day <> all (open_days);
    elsif is_of_days and unit is null then
      return query
        select null::timestamp, count_rollups.measure, count_rollups.key, sum(count_rollups.amount)::bigint
        from analytics.count_rollups
        where assistant_key = assistant and count_rollups.measure = any (measures)
          and day >= (starts at time zone 'UTC')::date and day < (ends at time zone 'UTC')::date
          and day <> all (open_days)
        group by count_rollups.measure, count_rollups.key;
    elsif first_quarter_at < last_quarter_at then
      return query
        with pieces as materialized (
          select * from analytics.count_pieces(first_quarter_at, last_quarter_at, unit, zone)
          where day <> all (open_days)
        )
        select pieces.bucket, count_rollups.measure, count_rollups.key, sum(count_rollups.amount)::bigint
        from pieces join analytics.count_rollups using (day)
        where assistant_key = assistant and count_rollups.measure = any (measures)
          and first_quarter = 0 and until_quarter = 96
          and count_rollups.day >= (starts at time zone 'UTC')::date
          and count_rollups.day <= (ends at time zone 'UTC')::date
        group by pieces.bucket, count_rollups.measure, count_rollups.key
        union all
        select pieces.bucket, count_rollups.measure, count_rollups.key, sum(
          coalesce(amounts[width_bucket(until_quarter - 1, quarters)], 0)
            - coalesce(amounts[width_bucket(first_quarter - 1, quarters)], 0)
        )::bigint
        from pieces join analytics.count_rollups using (day)
        where assistant_key = assistant and count_rollups.measure = any (measures)
          and (first_quarter > 0 or until_quarter < 96)
          and count_rollups.day >= (starts at time zone 'UTC')::date
          and count_rollups.day <= (ends at time zone 'UTC')::date
        group by pieces.bucket, count_rollups.measure, count_rollups.key;
    end if;
    -- Each stretch is planned by itself: a day and a year want different plans.
    for stretch in select unnest(analytics.open_log_stretches(assistant, starts, ends, interval '15 minutes')) loop
      return query
        select date_trunc(unit, happened_at at time zone zone), log_facts.measure, log_facts.key,
          sum(log_facts.amount)::bigint
        from analytics.log_facts
        where assistant_key = assistant and log_facts.measure = any (measures)
          and happened_at >= lower(stretch) and happened_at < upper(stretch)
        group by 1, 2, 3;
    end loop;
  end loop;
end
$$;

comment on function analytics.log_parts(integer[], analytics.measure[], timestamptz, timestamptz, text, text) is
  'The parts that analytics.log_series adds up: of each assistant from rollups and from what was recorded.';
