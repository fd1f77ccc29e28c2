create function analytics.lineup_entries(
  assistant_key integer, arranged analytics.arrangement, days datemultirange
)
  returns table (
    key text, visitor bigint, day date, started_at timestamptz, client_key integer, origin_key integer, country text,
    engaged boolean, entry_page_key integer, exit_page_key integer, seconds integer, bounced boolean,
    views integer, first_view integer, last_view integer, timed_views integer, page_seconds integer, actions integer, opens integer, step integer
  )
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
begin
  if arranged = 'page' then
    return query
      select of_page.page_key::text, stays.visitor, stays.day, stays.started_at, stays.client_key, stays.origin_key,
        stays.country, stays.engaged, stays.entry_page_key, stays.exit_page_key,
        case when of_page.is_viewed then stays.seconds end, of_page.is_viewed and stays.bounced,
        of_page.views, stays.first_view, stays.last_view, of_page.timed_views, of_page.page_seconds, of_page.actions, of_page.opens, of_page.step
      from analytics.stays
      cross join lateral (
        select done.page_key, bool_or(done.kind is null) as is_viewed, count(done.seconds)::integer as views,
          (count(*) filter (where done.seconds >= 0))::integer as timed_views,
          coalesce(sum(done.seconds) filter (where done.seconds >= 0), 0)::integer as page_seconds,
          count(done.kind)::integer as actions, (count(*) filter (where done.kind = 1))::integer as opens,
          coalesce(max(done.kind), 0) as step
        from (
          select unnest(stays.pages) as page_key, unnest(stays.times) as seconds, null::integer as kind
          union all
          select unnest(stays.later_pages), null, null
          union all
          select stays.actions[place], null, stays.actions[place + 2]
          from generate_series(1, cardinality(stays.actions), 3) as place
        ) as done
        group by done.page_key
      ) as of_page
      where stays.assistant_key = lineup_entries.assistant_key
        and stays.day >= lower(days) and stays.day < upper(days) and stays.day <@ days;
  elsif arranged = 'hour' then
    return query
      select to_char(stays.day + make_interval(hours => of_hour.hour), 'YYYY-MM-DD HH24:00'), stays.visitor, stays.day,
        stays.started_at, stays.client_key, stays.origin_key, stays.country, stays.engaged, stays.entry_page_key,
        null::integer, null::integer, false, of_hour.views, null::integer, null::integer, 0, 0, 0, 0, 0
      from analytics.stays
      cross join lateral (
        select moment / 3600000 as hour, count(*)::integer as views from unnest(stays.moments) as moment group by hour
      ) as of_hour
      where stays.assistant_key = lineup_entries.assistant_key
        and stays.day >= lower(days) and stays.day < upper(days) and stays.day <@ days;
  else
    return query
      select case arranged when 'country' then stays.country when 'source' then source end,
        stays.visitor, stays.day, stays.started_at, stays.client_key, stays.origin_key,
        stays.country, stays.engaged, stays.entry_page_key, stays.exit_page_key, stays.seconds, stays.bounced,
        stays.views, stays.first_view, stays.last_view, 0, 0, coalesce(done.actions, 0), coalesce(done.opens, 0), coalesce(done.step, 0)
      from analytics.stays
      left join analytics.origins
        on origins.assistant_key = stays.assistant_key and origins.origin_key = stays.origin_key
      left join lateral (
        select count(*)::integer as actions, (count(*) filter (where stays.actions[place + 2] = 1))::integer as opens,
          max(stays.actions[place + 2]) as step
        from generate_series(1, cardinality(stays.actions), 3) as place
      ) as done on stays.actions is not null
      where stays.assistant_key = lineup_entries.assistant_key
        and stays.day >= lower(days) and stays.day < upper(days) and stays.day <@ days;
  end if;
end
$$;

comment on function analytics.lineup_entries(integer, analytics.arrangement, datemultirange) is
  'What stands in a line of some days, in no order. An entry of a page that was only acted on has no start.';
