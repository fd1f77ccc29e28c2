create function analytics.is_met_first(here_at timestamptz, elsewhere_at timestamptz, open_days datemultirange)
  returns boolean
  immutable
  parallel safe
  language sql
return here_at is not null
  and (elsewhere_at is null or (elsewhere_at at time zone 'UTC')::date <@ open_days);

comment on function analytics.is_met_first(timestamptz, timestamptz, datemultirange) is
  'Whether somebody who was there in a stretch that is not rolled up is counted for it: unless the whole days of the range meet them first on one that is.';

create function analytics.visitor_parts(
  assistants integer[], presences analytics.presence[], starts timestamptz, ends timestamptz
)
  returns table (presence analytics.presence, key bigint, people bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
#variable_conflict use_column
declare
  whole_from constant timestamptz := date_trunc('day', starts + interval '1 day' - interval '1 microsecond', 'UTC');
  whole_until constant timestamptz := date_trunc('day', ends, 'UTC');
  first_day constant date := whole_from at time zone 'UTC';
  last_day constant date := (whole_until at time zone 'UTC')::date - 1;
  assistant integer;
  open_days datemultirange;
begin
  foreach assistant in array assistants loop
    select coalesce(range_agg(daterange(day, day, '[]')), '{}') into open_days from analytics.log_days
    where assistant_key = assistant and not rolled and day >= first_day and day <= last_day;
    return query
      select presence_rollups.presence, presence_rollups.key,
        sum(people_beyond[1 + width_bucket(day - first_day, gaps)])::bigint
      from analytics.presence_rollups join analytics.log_days using (assistant_key, day)
      where assistant_key = assistant and presence_rollups.presence = any (presences) and rolled
        and day >= first_day and day <= last_day
      group by 1, 2;
    return query
      with here as materialized (
        select token_key, min(visitor_group) as visitor_group, min(seen_at) as seen_at,
          min(approached_at) as approached_at, min(opened_at) as opened_at, min(chatted_at) as chatted_at
        from unnest(analytics.open_log_stretches(assistant, starts, ends, interval '1 day')) as stretch,
          analytics.visitor_moments(assistant, lower(stretch), upper(stretch), null, null)
        group by token_key
      ),
      -- Where nothing is rolled up, nobody is looked for.
      tokens as (
        select array(select token_key from here where exists (
          select from analytics.log_days
          where assistant_key = assistant and rolled and day >= first_day and day <= last_day
        )) as keys
      ),
      elsewhere as materialized (
        select moments.* from tokens, analytics.visitor_moments(assistant, whole_from, whole_until, null, keys) as moments
      ),
      met as (
        select here.visitor_group,
          analytics.is_met_first(
            here.seen_at,
            elsewhere.seen_at, open_days
          ) as visitor,
          analytics.is_met_first(
            here.approached_at,
            elsewhere.approached_at, open_days
          ) as approached,
          analytics.is_met_first(
            here.opened_at,
            elsewhere.opened_at, open_days
          ) as opened,
          analytics.is_met_first(
            here.chatted_at,
            elsewhere.chatted_at, open_days
          ) as chatted,
          analytics.is_met_first(
            least(here.seen_at, here.approached_at),
            least(elsewhere.seen_at, elsewhere.approached_at), open_days
          ) as visitor_or_approached,
          analytics.is_met_first(
            least(here.seen_at, here.opened_at),
            least(elsewhere.seen_at, elsewhere.opened_at), open_days
          ) as visitor_or_opened,
          analytics.is_met_first(
            least(here.seen_at, here.chatted_at),
            least(elsewhere.seen_at, elsewhere.chatted_at), open_days
          ) as visitor_or_chatted
        from here left join elsewhere using (token_key)
      ),
      counted as (
        select
          count(*) filter (where visitor) as visitor,
          count(*) filter (where approached) as approached,
          count(*) filter (where opened) as opened,
          count(*) filter (where chatted) as chatted,
          count(*) filter (where visitor_or_approached) as visitor_or_approached,
          count(*) filter (where visitor_or_opened) as visitor_or_opened,
          count(*) filter (where visitor_or_chatted) as visitor_or_chatted,
          count(*) filter (where visitor and visitor_group = 0) as control_group,
          count(*) filter (where visitor and visitor_group = 1) as test_group
        from met
      )
      select counts.presence, counts.key, counts.people
      from counted, lateral (values
        ('visitor'::analytics.presence, 0::bigint, visitor),
        ('approached', 0, approached),
        ('opened', 0, opened),
        ('chatted', 0, chatted),
        ('visitor_or_approached', 0, visitor_or_approached),
        ('visitor_or_opened', 0, visitor_or_opened),
        ('visitor_or_chatted', 0, visitor_or_chatted),
        ('visitor_group', 0, control_group),
        ('visitor_group', 1, test_group)
      ) as counts (presence, key, people)
      where counts.presence = any (presences) and counts.people > 0;
  end loop;
end
$$;

comment on function analytics.visitor_parts(integer[], analytics.presence[], timestamptz, timestamptz) is
  'As presence_parts, of the user tokens in all: in one row for each, whatever is asked of them.';
