create type analytics.session_page as (
  total bigint,
  skipped bigint,
  days analytics.stretch[]
);

comment on type analytics.session_page is
  'How long a list is, on which days the sessions of one page of it started, newest first, and how many come before those days.';

create function analytics.session_days(
  assistant_key integer, first date, until date, filter analytics.session_filter,
  row_limit integer, row_offset integer
)
  returns analytics.session_page
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  page analytics.session_page;
  wanted integer[];
  -- The breakdown with the fewest segments that can tell what the filter asks.
  counted_by constant analytics.breakdown := case
    when filter.engaged is not null or num_nonnulls(filter.country, filter.source, filter.device_type) > 1 then 'list'
    when filter.country is not null then 'country'
    when filter.source is not null then 'source'
    else 'client'
  end;
begin
  if num_nonnulls(filter.country, filter.source, filter.device_type, filter.engaged) > 0 then
    wanted := array(
      select segment_key from analytics.segments
      where segments.assistant_key = session_days.assistant_key
        and breakdown = counted_by
        and (filter.country is null or country = filter.country)
        and (filter.device_type is null or device_type = filter.device_type)
        and (filter.engaged is null or engaged = filter.engaged)
        and (filter.source is null or source = filter.source or filter.source = 'social' and medium = 'social')
    );
  end if;
  page.days := array(
    select stretch from analytics.rolled_stretches(
      session_days.assistant_key, counted_by, wanted,
      array(
        select (period.first_day, period.days, null, null)::analytics.stretch
        from analytics.rolled_periods(session_days.assistant_key, first, until) as period
      )
    ) as stretch
    union all
    select stretch from analytics.open_stretches(
      session_days.assistant_key, analytics.open_days(session_days.assistant_key, first, until), filter
    ) as stretch
  );
  page.total := (select coalesce(sum(sessions), 0) from unnest(page.days));
  page.skipped := 0;

  -- Periods that hold sessions of the page give way to their quarters, until only days are left.
  loop
    with placed as (
      select stretch, page.skipped + sum(sessions) over (order by first_day desc) - sessions as before
      from unnest(page.days) as stretch
    )
    select coalesce(array_agg(stretch order by before), '{}'), coalesce(min(before), 0)
    into page.days, page.skipped
    from placed
    where before < row_offset + row_limit and before + (stretch).sessions > row_offset;
    exit when not exists (select from unnest(page.days) where days > 1);

    page.days := array(
      select stretch from unnest(page.days) as stretch where days = 1
      union all
      select stretch from analytics.rolled_stretches(
        session_days.assistant_key, counted_by, wanted,
        array(
          select (first_day + place * days / 4, days / 4, null, null)::analytics.stretch
          from unnest(page.days), generate_series(0, 3) as place where days > 1
        )
      ) as stretch
    );
  end loop;
  return page;
end
$$;

comment on function analytics.session_days(
  integer, date, date, analytics.session_filter, integer, integer
) is 'Where to look for one page of a list of sessions, newest first: the days alone, however long the range and the offset.';
