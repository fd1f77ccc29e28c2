create function analytics.stays_of(assistant_key integer, days date[])
  returns setof analytics.stays
  stable
  parallel safe
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
    with happened as materialized (
      select viewed_on as day, visitor, viewed_at as at, event_id, page_key, seconds_on_page, null::integer as kind
      from analytics.page_views
      where page_views.assistant_key = stays_of.assistant_key and viewed_on = any (days)
      union all
      select day, visitor, occurred_at, event_id, page_key, null,
        analytics.kind_of(event_type)
      from unnest(days) as day
      join analytics.widget_events
        on widget_events.assistant_key = stays_of.assistant_key
        and occurred_at >= day::timestamp at time zone 'UTC'
        and occurred_at < (day + 1)::timestamp at time zone 'UTC'
    ),
    started as materialized (
      select day, session.*
      from unnest(days) as day
      join analytics.sessions as session
        on session.assistant_key = stays_of.assistant_key
        and date_bin(interval '1 hour', started_at, timestamptz 'epoch') >= day::timestamp at time zone 'UTC'
        and date_bin(interval '1 hour', started_at, timestamptz 'epoch') < (day + 1)::timestamp at time zone 'UTC'
    ),
    -- Who was there before a session of theirs started on the day is in one that goes on from before.
    early as (
      select day, visitor
      from happened
      left join (select day, visitor, min(started_at) as first from started group by day, visitor) as begun
        using (day, visitor)
      group by day, visitor, first
      having first is null or min(at) < first
    ),
    there as materialized (
      select * from started
      union all
      select early.day, session.*
      from early
      cross join lateral (
        select * from analytics.sessions
        where sessions.assistant_key = stays_of.assistant_key and sessions.visitor = early.visitor
          and started_at < early.day::timestamp at time zone 'UTC'
        order by started_at desc
        limit 1
      ) as session
      where ended_at >= early.day::timestamp at time zone 'UTC'
    ),
    done as materialized (
      select there.day, there.visitor, there.started_at,
        array_agg(page_key order by at, event_id) filter (where kind is null) as pages,
        array_agg(milliseconds order by at, event_id) filter (where kind is null) as moments,
        array_agg(coalesce(seconds_on_page, -1) order by at, event_id) filter (where kind is null) as times,
        array_agg(array[page_key, milliseconds, kind] order by at, event_id) filter (where kind is not null) as actions,
        coalesce(sum(seconds_on_page), 0) as visible_seconds
      from there
      join happened using (day, visitor)
      cross join lateral (
        select floor(1000 * extract(epoch from at - day::timestamp at time zone 'UTC'))::integer as milliseconds
      ) as since
      where at between started_at and ended_at
      group by there.day, there.visitor, there.started_at
    )
    select stays_of.assistant_key, day, visitor, started_at,
      client_key, engaged, country, origin_key, entry_page_key, exit_page_key,
      case when starts then
        extract(epoch from date_trunc('second', ended_at) - date_trunc('second', started_at))::integer
      end,
      case when starts then
        pages_viewed = 1 and visible_seconds < 10 and actions is null and not (goes_on and exists (
          select from analytics.widget_events
          where widget_events.assistant_key = stays_of.assistant_key and widget_events.visitor = there.visitor
            and occurred_at between there.started_at and there.ended_at
        ))
      end,
      coalesce(cardinality(pages), 0), moments[1], moments[cardinality(moments)], pages, moments, times,
      -- Triples were collected; what is stored is flat, and as short as can be.
      (select array_agg(part) from unnest(actions) as part),
      case when starts and goes_on then (
        select array_agg(distinct page_key) from analytics.page_views
        where page_views.assistant_key = stays_of.assistant_key and page_views.visitor = there.visitor
          and viewed_on = any (analytics.days_of(analytics.days_between(there.started_at, there.ended_at)))
          and viewed_on > there.day and viewed_at <= there.ended_at
      ) end
    from there
    join done using (day, visitor, started_at)
    cross join lateral (
      select started_at >= day::timestamp at time zone 'UTC' as starts,
        ended_at >= (day + 1)::timestamp at time zone 'UTC' as goes_on
    ) as bounds;
end
$$;

comment on function analytics.stays_of(integer, date[]) is
  'What each session did on each of the days, from what was recorded. A session bounced with one page view, under ten seconds of visible time and no widget event.';
