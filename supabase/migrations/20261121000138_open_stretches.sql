create type analytics.stretch as (
  first_day date,
  days smallint,
  sessions bigint,
  hours integer
);

comment on type analytics.stretch is
  'Days, how many sessions of a list started on them, and in which hours of the day (bit n for hour n).';

create function analytics.open_stretches(assistant_key integer, opened date[], filter analytics.session_filter)
  returns setof analytics.stretch
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select day, 1::smallint, count(*), bit_or(1 << extract(hour from started_at at time zone 'UTC')::integer)
    from unnest(opened) as day,
    analytics.sessions_started(
      open_stretches.assistant_key,
      day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC', filter
    )
    group by day;
end
$$;

comment on function analytics.open_stretches(integer, date[], analytics.session_filter) is
  'How many sessions of a list started on each open day, those without any left out.';
