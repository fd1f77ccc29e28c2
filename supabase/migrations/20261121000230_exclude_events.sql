create function analytics.exclude_events(assistant_key integer, events jsonb, reasons text[])
  returns integer
  volatile
  set search_path = ''
  language sql
as $$
  with apart as (
    insert into analytics.excluded_events (assistant_key, event_id, occurred_at, reason)
    select exclude_events.assistant_key, (item ->> 'id')::uuid, (item ->> 'at')::timestamptz, reason
    from jsonb_array_elements(events) with ordinality as listed (item, place)
    join unnest(reasons) with ordinality as given (reason, place) using (place)
    where reason <> 'known'
      and not exists (
        select from analytics.page_views
        where page_views.assistant_key = exclude_events.assistant_key and event_id = (item ->> 'id')::uuid
      )
      and not exists (
        select from analytics.widget_events
        where widget_events.assistant_key = exclude_events.assistant_key and event_id = (item ->> 'id')::uuid
      )
      and not exists (
        select from analytics.logged_events
        where logged_events.assistant_key = exclude_events.assistant_key
          and event_id = analytics.event_uuid('page ' || (item ->> 'id'))
      )
    order by place
    on conflict do nothing
    returning occurred_at, reason
  ),
  counted as (
    insert into analytics.exclusions (assistant_key, starts, reason, events)
    select exclude_events.assistant_key, date_bin('15 minutes', occurred_at, timestamptz 'epoch') as starts, reason, count(*)
    from apart group by 2, 3 order by 2, 3
    on conflict (assistant_key, starts, reason) do update set events = exclusions.events + excluded.events
  )
  select count(*)::integer from apart where reason <> 'host_not_allowed'
$$;

comment on function analytics.exclude_events(integer, jsonb, text[]) is
  'Keeps events apart, each with the reason in its place, and counts each once; not one that is recorded already. Returns how many were new, those aside whose host is refused.';
