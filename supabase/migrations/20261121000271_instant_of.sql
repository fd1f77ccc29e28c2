create function analytics.instant_of(moment jsonb, zone text)
  returns timestamptz
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  through constant interval := coalesce('1 ' || (moment ->> 'through'), '0')::interval;
begin
  -- A day may have 23 or 25 hours, so it is added on the calendar; what is shorter has one length.
  if through = interval '1 day' then
    return ((moment ->> 'local')::timestamp + through) at time zone zone;
  end if;
  return coalesce((moment ->> 'instant')::timestamptz, (moment ->> 'local')::timestamp at time zone zone) + through;
end
$$;

comment on function analytics.instant_of(jsonb, text) is
  'When {instant} or, on the clocks of a zone, {local} is; with {through} the end of that unit. A local time that clocks skip or show twice is read as PostgreSQL does: by the time that is in force without summer time.';
