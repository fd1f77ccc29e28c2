create function analytics.note_changes(assistant_key integer, visitor bigint, changed datemultirange)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  first constant date := lower(changed);
  until constant date := upper(changed);
begin
  if isempty(changed) then
    return;
  end if;
  -- The day that is running is not rolled up: that it is known is all there is to check.
  if until - first = 1 and first >= (now() at time zone 'UTC')::date and exists (
    select from analytics.periods
    where periods.assistant_key = note_changes.assistant_key and days = 1 and first_day = first and not rolled
  ) then
    return;
  end if;

  perform pg_advisory_xact_lock_shared(hashtext('analytics.periods'), note_changes.assistant_key);
  insert into analytics.periods (assistant_key, days, first_day)
  select note_changes.assistant_key, 1, day from unnest(analytics.days_of(changed)) as day
  on conflict do nothing;

  if exists (
    select from analytics.periods
    where periods.assistant_key = note_changes.assistant_key and days = 1 and first_day > first and rolled
  ) then
    -- The visitor's next days, on the site and on the pages viewed, know when the visitor was there before.
    changed := changed + (
      with later as (
        select page_key, viewed_on
        from analytics.views_of(note_changes.assistant_key, array[note_changes.visitor], first + 1, until + 364)
      ),
      here as (
        select distinct page_key, viewed_on from analytics.page_views
        where page_views.assistant_key = note_changes.assistant_key
          and viewed_on = any (analytics.days_of(changed)) and page_views.visitor = note_changes.visitor
      )
      select coalesce(range_agg(daterange(next_day, next_day, '[]')) filter (where next_day is not null), '{}')
      from here, lateral (
        select min(viewed_on) from later where later.viewed_on > here.viewed_on
        union all
        select min(viewed_on) from later where later.viewed_on > here.viewed_on and later.page_key = here.page_key
      ) as next (next_day)
    );
  end if;
  perform analytics.reopen(note_changes.assistant_key, changed);
end
$$;

comment on function analytics.note_changes(integer, bigint, datemultirange) is
  'Opens what a visitor''s events have changed: their days, and the days that count the visitor by the last one before.';
