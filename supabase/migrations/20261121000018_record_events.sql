create function public.record_events(batch jsonb)
  returns jsonb
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  assistant public.assistants;
  account public.accounts;
  visit analytics.visit;
  events jsonb;
  event jsonb;
  foreign_hosts text[];
  touched datemultirange;
  changed datemultirange := '{}';
  accepted integer := 0;
  duplicates integer := 0;
begin
  select * into assistant from public.assistants where id = batch ->> 'assistant_id';
  if not found then
    return jsonb_build_object('status', 404);
  end if;

  if batch ->> 'origin_host' is not null
    and not analytics.host_is_allowed(analytics.host_of(batch ->> 'origin_host'), assistant.hosts)
  then
    return jsonb_build_object('status', 403, 'host', batch ->> 'origin_host');
  end if;

  select
    coalesce(jsonb_agg(item) filter (where is_own), '[]'),
    array_agg(distinct item ->> 'host') filter (where not is_own)
  into events, foreign_hosts
  from jsonb_array_elements(batch -> 'events') as item,
    lateral (
      select item ->> 'host' is null
        or analytics.host_is_allowed(analytics.host_of(item ->> 'host'), assistant.hosts) as is_own
    ) as checked;

  if batch ->> 'excluded' is not null then
    insert into analytics.excluded_events (assistant_key, event_id, occurred_at, event_type, reason, path)
    select assistant.key, (item ->> 'id')::uuid, (item ->> 'at')::timestamptz, item ->> 'type',
      batch ->> 'excluded', item ->> 'path'
    from jsonb_array_elements(events) as item
    on conflict do nothing;
    get diagnostics accepted = row_count;
    return jsonb_build_object(
      'status', 202, 'accepted', accepted, 'duplicates', jsonb_array_length(events) - accepted,
      'foreign_hosts', foreign_hosts
    );
  end if;

  select * into account from public.accounts where id = assistant.account_id;
  visit.assistant_key := assistant.key;
  visit.visitor := analytics.hex_to_bigint(batch ->> 'visitor');
  visit.country := batch ->> 'country';
  visit.ip_hash := analytics.hex_to_bigint(batch ->> 'ip_hash');
  visit.ip := case when analytics.stores_ip(account) then batch ->> 'ip' end;
  -- An exit beacon may complete a page view of another visitor: the same browser, before it had consent.
  perform analytics.lock_visitors(assistant.key, visit.visitor || array(
    select visitor
    from jsonb_array_elements(events) as item
    join analytics.page_views on assistant_key = assistant.key and event_id = (item ->> 'id')::uuid
    where item ->> 'seconds' is not null
  ));
  visit.client_key := analytics.client_key(assistant.key, batch);
  -- New pages are added in one order for everybody: two batches that add the same ones can't block each other.
  perform analytics.page_key(assistant.key, path)
  from (
    select distinct item ->> 'path' as path from jsonb_array_elements(events) as item order by path
  ) as visited;

  for event in
    select item from jsonb_array_elements(events) as item order by (item ->> 'at')::timestamptz, item ->> 'id'
  loop
    if event ->> 'type' = 'page_view' then
      touched := analytics.record_page_view(visit, analytics.as_seen_by(assistant, event));
    else
      touched := analytics.record_widget_event(visit, event);
    end if;
    changed := changed + coalesce(touched, '{}');
    accepted := accepted + (touched is not null)::integer;
    duplicates := duplicates + (touched is null)::integer;
  end loop;
  perform analytics.note_titles(assistant.key, events);
  perform analytics.note_changes(assistant.key, visit.visitor, changed);
  return jsonb_build_object(
    'status', 202, 'accepted', accepted, 'duplicates', duplicates, 'foreign_hosts', foreign_hosts
  );
end
$$;

comment on function public.record_events(jsonb) is
  'Records a batch of one visitor''s events. An event id that is known already changes nothing. Events of hosts that are not the assistant''s are left out and their hosts named; for an unknown assistant (404) or a foreign origin (403) nothing is recorded.';

grant execute on function public.record_events(jsonb) to service_role;
