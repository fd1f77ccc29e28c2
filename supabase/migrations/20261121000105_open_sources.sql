create function analytics.open_sources(assistant_key integer, days date[], pages integer[])
  returns table (page_key integer, source text, pageviews integer)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
#variable_conflict use_column
begin
  if cardinality(days) = 0 then
    return;
  end if;
  return query
    with by_origin as materialized (
      select page_views.page_key, session.origin_key, count(*) as pageviews
      from analytics.page_views
      cross join lateral (
        select origin_key from analytics.sessions
        where sessions.assistant_key = open_sources.assistant_key
          and sessions.visitor = page_views.visitor and started_at <= page_views.viewed_at
        order by started_at desc limit 1
      ) as session
      where page_views.assistant_key = open_sources.assistant_key and viewed_on = any (days)
        and page_views.page_key in (select unnest(pages))
      group by page_views.page_key, session.origin_key
    )
    select by_origin.page_key, origins.source, sum(by_origin.pageviews)::integer
    from by_origin
    join analytics.origins
      on origins.assistant_key = open_sources.assistant_key and origins.origin_key = by_origin.origin_key
    group by by_origin.page_key, origins.source;
end
$$;

comment on function analytics.open_sources(integer, date[], integer[]) is
  'Where the sessions came from that viewed pages on open days, by page views.';
