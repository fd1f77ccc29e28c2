create function analytics.local_start(local timestamp, zone text)
  returns timestamptz
  stable
  parallel safe
  language sql
return case
  when zone = 'UTC' then local at time zone 'UTC'
  else least(
    local at time zone zone,
    case when (local at time zone zone - interval '1 hour') at time zone zone = local
      then local at time zone zone - interval '1 hour' end,
    case when (local at time zone zone - interval '30 minutes') at time zone zone = local
      then local at time zone zone - interval '30 minutes' end,
    case when (local at time zone zone - interval '2 hours') at time zone zone = local
      then local at time zone zone - interval '2 hours' end
  )
end;

comment on function analytics.local_start(timestamp, text) is
  'The first instant at which clocks in a time zone show a local time; where they skip it, the instant at which they do.';
