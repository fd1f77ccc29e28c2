create function public.record_events(batch jsonb)
  returns jsonb
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  visit analytics.visit;
  events jsonb := batch -> 'events';
  event jsonb;
  kind text;
  own_host constant text := batch ->> 'origin_host';
  host text;
  foreign_hosts text[] := '{}';
  viewers bigint[] := '{}';
  said jsonb := '[]';
  touched datemultirange;
  changed datemultirange := datemultirange();
  accepted integer := 0;
begin
  perform analytics.hold_assistant(batch ->> 'assistant_id');
  select key, website_url, hosts, case when analytics.stores_ip(accounts) then batch ->> 'ip' end,
    analytics.hex_to_bigint(batch ->> 'visitor'), analytics.hex_to_bigint(batch ->> 'ip_hash'),
    batch ->> 'country', batch - 'events'
  into visit.assistant_key, visit.website_url, visit.hosts, visit.ip,
    visit.visitor, visit.ip_hash, visit.country, visit.client
  from public.assistants join public.accounts on accounts.id = account_id
  where assistants.id = batch ->> 'assistant_id';
  if not found then
    return jsonb_build_object('status', 404);
  end if;

  if own_host is not null and not analytics.host_is_allowed(own_host, visit.hosts) then
    return jsonb_build_object('status', 403, 'host', own_host);
  end if;
  for place in 0 .. jsonb_array_length(events) - 1 loop
    host := events -> place ->> 'host';
    if host is distinct from own_host and host <> all (foreign_hosts)
      and not analytics.host_is_allowed(host, visit.hosts)
    then
      foreign_hosts := foreign_hosts || host;
    end if;
  end loop;
  if cardinality(foreign_hosts) > 0 then
    events := (
      select coalesce(jsonb_agg(item), '[]') from jsonb_array_elements(events) as item
      where (item ->> 'host' = any (foreign_hosts)) is not true
    );
  end if;

  if batch ->> 'excluded' is not null then
    insert into analytics.excluded_events (assistant_key, event_id, occurred_at, event_type, reason, path)
    select visit.assistant_key, (item ->> 'id')::uuid, (item ->> 'at')::timestamptz, item ->> 'type',
      batch ->> 'excluded', item ->> 'path'
    from jsonb_array_elements(events) as item
    on conflict do nothing;
    get diagnostics accepted = row_count;
    return jsonb_build_object(
      'status', 202, 'accepted', accepted, 'duplicates', jsonb_array_length(events) - accepted,
      'foreign_hosts', nullif(foreign_hosts, '{}')
    );
  end if;

  -- An exit beacon may complete a page view of another visitor: the same browser, before it had consent.
  if events @? '$[*].seconds ? (@ != null)' then
    viewers := array(
      select visitor
      from jsonb_array_elements(events) as item
      join analytics.page_views on assistant_key = visit.assistant_key and event_id = (item ->> 'id')::uuid
    );
  end if;
  if viewers <@ array[visit.visitor] then
    perform analytics.lock_visitor(visit.assistant_key, visit.visitor);
  else
    perform analytics.lock_visitors(visit.assistant_key, visit.visitor || viewers);
  end if;
  if jsonb_array_length(events) > 1 then
    perform analytics.note_pages(visit.assistant_key, events);
    events := (
      select jsonb_agg(item order by (item ->> 'at')::timestamptz, item ->> 'id')
      from jsonb_array_elements(events) as item
    );
  end if;

  for place in 0 .. jsonb_array_length(events) - 1 loop
    event := events -> place;
    kind := event ->> 'type';
    if kind in ('popup_display', 'popup_open', 'product_click', 'purchase') then
      said := said || analytics.said_on_page(event, visit.visitor);
      continue;
    end if;
    touched := case
      when kind <> 'page_view' then analytics.record_widget_event(visit, event)
      when event ->> 'seconds' is null then analytics.record_page_view(visit, event)
      else coalesce(analytics.add_time_on_page(visit, event), analytics.record_page_view(visit, event))
    end;
    changed := changed + touched;
    accepted := accepted + (not isempty(touched))::integer;
    if kind = 'conversation_start' and not isempty(touched) then
      said := said || coalesce(analytics.said_on_page(event, visit.visitor), '[]');
    end if;
  end loop;
  perform analytics.note_changes(visit.assistant_key, visit.visitor, changed);
  if said <> '[]' then
    accepted := accepted + analytics.log_page_events(visit.assistant_key, said);
  end if;
  return jsonb_build_object(
    'status', 202, 'accepted', accepted, 'duplicates', jsonb_array_length(events) - accepted,
    'foreign_hosts', nullif(foreign_hosts, '{}')
  );
end
$$;

comment on function public.record_events(jsonb) is
  'Records a batch of one visitor''s events. An event id that is known already changes nothing. Events of hosts that are not the assistant''s are left out and their hosts named; for an unknown assistant (404) or a foreign origin (403) nothing is recorded.';

grant execute on function public.record_events(jsonb) to service_role;
