-- Unlogged: after a crash the windows begin anew, and counting costs no write-ahead log.
create unlogged table analytics.rate_limits (
  subject text primary key,
  minute timestamptz not null,
  minute_count integer not null,
  day date not null,
  day_count integer not null
) with (fillfactor = 50);

create index rate_limits_day on analytics.rate_limits (day);

comment on table analytics.rate_limits is
  'Requests of each key ("key:<id>"), share link ("share:<id>"), signed-in account ("account:<id>") or IP hash ("ip:<hash>") in the current minute and day, UTC. A count may pass its limit by one, which marks it as used up.';

create type analytics.rate as (
  allowed boolean,
  "limit" integer,
  remaining integer,
  reset bigint
);

comment on type analytics.rate is
  'What X-RateLimit-* say: the window with the fewest requests left, reset in Unix seconds.';

create function analytics.count_request(subject text, per_minute integer, per_day integer, at timestamptz)
  returns analytics.rate
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  counted analytics.rate_limits;
  minute_left integer;
  day_left integer;
begin
  insert into analytics.rate_limits as known (subject, minute, minute_count, day, day_count)
  values (count_request.subject, date_trunc('minute', at), 1, (at at time zone 'UTC')::date, 1)
  on conflict on constraint rate_limits_pkey do update set
    minute = greatest(known.minute, excluded.minute),
    minute_count = case
      when excluded.minute > known.minute then 1
      else least(known.minute_count + 1, per_minute + 1)
    end,
    day = greatest(known.day, excluded.day),
    day_count = case
      when excluded.day > known.day then 1
      -- A request that its minute refuses does not use up the day.
      when excluded.minute <= known.minute and known.minute_count >= per_minute then known.day_count
      else least(known.day_count + 1, per_day + 1)
    end
  returning * into counted;

  if counted.day_count = 1 and counted.minute_count = 1 then
    -- A new subject clears away two that were last seen on an earlier day.
    delete from analytics.rate_limits
    where rate_limits.subject in (
      select stale.subject from analytics.rate_limits as stale
      where stale.day < counted.day
      order by stale.day limit 2
      for update skip locked
    );
  end if;

  minute_left := per_minute - counted.minute_count;
  day_left := per_day - counted.day_count;
  if day_left < minute_left then
    return (
      least(minute_left, day_left) >= 0, per_day, greatest(day_left, 0),
      extract(epoch from (counted.day + 1)::timestamp at time zone 'UTC')::bigint
    );
  end if;
  return (
    minute_left >= 0, per_minute, greatest(minute_left, 0),
    extract(epoch from counted.minute)::bigint + 60
  );
end
$$;

comment on function analytics.count_request(text, integer, integer, timestamptz) is
  'Counts one request and tells whether it is within both limits. One row, one statement: parallel requests can''t both take the last place.';
