create function analytics.quarters_ahead(at timestamptz, zone text)
  returns integer
  stable
  parallel safe
  language sql
return extract(epoch from at at time zone zone - at at time zone 'UTC')::integer / 900;

comment on function analytics.quarters_ahead(timestamptz, text) is
  'By how many quarters of an hour the clocks of a time zone are ahead of UTC at an instant.';

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
  if unit = 'hour' then
    return query
      with days as materialized (
        select midnight, analytics.quarters_ahead(midnight, zone) as ahead,
          analytics.quarters_ahead(midnight + interval '1 day', zone) as ahead_after,
          greatest(extract(epoch from starts - midnight)::integer / 900, 0) as first_of_day,
          least(extract(epoch from ends - midnight)::integer / 900, 96) as until_of_day
        from generate_series(date_trunc('day', starts, 'UTC'), ends - interval '1 microsecond', '1 day') as midnight
      )
      -- A day on which the clocks go on evenly is cut at every fourth quarter.
      select date_trunc('hour', midnight at time zone 'UTC' + (part.first + ahead) * interval '15 minutes'),
        (midnight at time zone 'UTC')::date, part.first::smallint, part.until::smallint
      from days, generate_series(-((ahead % 4 + 4) % 4), 95, 4) as cut, lateral (
        select greatest(cut, first_of_day) as first, least(cut + 4, until_of_day) as until
      ) as part
      where ahead = ahead_after and part.first < part.until
      union all
      select piece.bucket, (midnight at time zone 'UTC')::date,
        (extract(epoch from piece.begins - midnight)::integer / 900)::smallint,
        (extract(epoch from piece.until - midnight)::integer / 900)::smallint
      from days, analytics.bucket_bounds(
        greatest(starts, midnight), least(ends, midnight + interval '1 day'), unit, zone
      ) as piece
      where ahead <> ahead_after;
  else
    return query
      select bound.bucket, each::date,
        (greatest(extract(epoch from begins - each at time zone 'UTC'), 0) / 900)::smallint,
        (least(extract(epoch from until - each at time zone 'UTC'), 86400) / 900)::smallint
      from analytics.bucket_bounds(starts, ends, unit, zone) as bound,
        generate_series(
          date_trunc('day', begins at time zone 'UTC'), (until - interval '1 microsecond') at time zone 'UTC', '1 day'
        ) as each;
  end if;
end
$$;

comment on function analytics.count_pieces(timestamptz, timestamptz, text, text) is
  'The UTC days, and the quarters of an hour from the first up to another of each, that make up each bucket of a range that starts and ends with a quarter of an hour. All changes of clocks since 2000, and all time zones, keep to these.';
