create function analytics.bucket_bounds(starts timestamptz, ends timestamptz, unit text, zone text)
  returns table (bucket timestamp, begins timestamptz, until timestamptz)
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  step interval := '1 hour';
begin
  if unit is null then
    return query select null::timestamp, starts, ends;
  elsif unit = 'hour' then
    -- By instants, since an hour of the clock may come twice; halves, where clocks are changed by one.
    if exists (
      select from generate_series(analytics.local_start(date_trunc('hour', starts at time zone zone), zone), ends, '1 hour') as at
      where date_part('minute', at at time zone zone) <> 0
    ) then
      step := '30 minutes';
    end if;
    return query
      select date_trunc('hour', at at time zone zone), greatest(at, starts), least(at + step, ends)
      from generate_series(analytics.local_start(date_trunc('hour', starts at time zone zone), zone), ends, step) as at
      where at < ends and at + step > starts;
  else
    return query
      select each, greatest(at, starts), least(coalesce(lead(at) over (order by each), ends), ends)
      from (
        select each, analytics.local_start(each, zone) as at from analytics.buckets(starts, ends, unit, zone) as each
      ) as started;
  end if;
end
$$;

comment on function analytics.bucket_bounds(timestamptz, timestamptz, text, text) is
  'The instants [begins, until) of [starts, ends) that belong to each local hour, day, week, month, quarter or year in a time zone; without a unit, all of them. A local hour may have several parts.';

create function analytics.count_pieces(starts timestamptz, ends timestamptz, unit text, zone text)
  returns table (bucket timestamp, day date, first_quarter smallint, until_quarter smallint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select bound.bucket, each::date,
      (greatest(extract(epoch from begins - each at time zone 'UTC'), 0) / 900)::smallint,
      (least(extract(epoch from until - each at time zone 'UTC'), 86400) / 900)::smallint
    from analytics.bucket_bounds(starts, ends, unit, zone) as bound,
      generate_series(
        date_trunc('day', begins at time zone 'UTC'), (until - interval '1 microsecond') at time zone 'UTC', '1 day'
      ) as each;
end
$$;

comment on function analytics.count_pieces(timestamptz, timestamptz, text, text) is
  'The UTC days, and the quarters of an hour from the first up to another of each, that make up each bucket of a range that starts and ends with a quarter of an hour. All changes of clocks since 2000, and all time zones, keep to these.';
