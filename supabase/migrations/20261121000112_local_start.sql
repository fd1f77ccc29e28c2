create function analytics.local_start(local timestamp, zone text)
  returns timestamptz
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  usual constant timestamptz := local at time zone zone;
begin
  return (
    select coalesce(min(usual - earlier), usual)
    from unnest(array[interval '2 hours', interval '1 hour', interval '30 minutes']) as earlier
    where (usual - earlier) at time zone zone = local
  );
end
$$;

comment on function analytics.local_start(timestamp, text) is
  'The first instant at which clocks in a time zone show a local time; where they skip it, the instant at which they do.';
