create type analytics.period as (
  starts timestamptz,
  ends timestamptz,
  problem text
);

comment on type analytics.period is
  'A half-open range of time, or what is wrong with what was asked: zone, order or length.';

create function analytics.asked_period(arguments jsonb, at timestamptz)
  returns analytics.period
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  zone constant text := arguments ->> 'zone';
  unit constant text := coalesce(arguments ->> 'by_default', 'day');
  days constant integer := arguments ->> 'days';
  period analytics.period;
  local_now timestamp;
begin
  begin
    local_now := at at time zone zone;
  exception when invalid_parameter_value then
    period.problem := 'zone';
    return period;
  end;

  if days is not null then
    period.starts := (local_now - make_interval(days => days)) at time zone zone;
    period.ends := at;
    return period;
  end if;
  period.starts := coalesce(
    analytics.instant_of(arguments -> 'from', zone), date_trunc(unit, local_now) at time zone zone
  );
  period.ends := coalesce(
    analytics.instant_of(arguments -> 'to', zone),
    (date_trunc(unit, local_now) + ('1 ' || unit)::interval) at time zone zone
  );
  period.problem := case
    when period.starts >= period.ends then 'order'
    when period.ends at time zone zone > period.starts at time zone zone + interval '3660 days' then 'length'
  end;
  return period;
end
$$;

comment on function analytics.asked_period(jsonb, timestamptz) is
  'The range that {zone, from, to} means, of which what is left out is of the day (or what {by_default} says) that it is in the zone; or with {days} so many days up to now, from the same time on the clocks of the zone.';
