create function analytics.bucket_name(starts timestamptz, granularity text, zone text)
  returns text
  stable
  parallel safe
  set search_path = ''
  language plpgsql
as $$
declare
  ahead constant integer := extract(epoch from starts at time zone zone - starts at time zone 'UTC')::integer / 60;
begin
  if granularity = 'day' then
    return to_char(starts at time zone zone, 'YYYY-MM-DD');
  end if;
  return to_char(starts at time zone zone, 'YYYY-MM-DD"T"HH24:MI:SS') || case
    when zone = 'UTC' then 'Z'
    else case when ahead < 0 then '-' else '+' end
      || lpad((abs(ahead) / 60)::text, 2, '0') || ':' || lpad((abs(ahead) % 60)::text, 2, '0')
  end;
end
$$;

comment on function analytics.bucket_name(timestamptz, text, text) is
  'What the API calls a day or hour that starts at an instant: 2026-04-01, 2026-04-01T14:00:00Z in UTC, 2026-04-01T14:00:00+02:00 elsewhere.';
