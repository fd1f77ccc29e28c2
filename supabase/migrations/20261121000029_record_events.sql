create function public.record_events(batch jsonb, at timestamptz default null)
  returns jsonb
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  rate analytics.rate;
  known record;
  visit analytics.visit;
  events jsonb := batch -> 'events';
  event jsonb;
  kind text;
  own_host constant text := batch ->> 'origin_host';
  reasons text[];
  sent constant integer := jsonb_array_length(events);
  refused integer := 0;
  foreign_hosts text[];
  viewers bigint[] := '{}';
  kept_from date;
  late integer := 0;
  said jsonb := '[]';
  touched datemultirange;
  changed datemultirange := datemultirange();
  accepted integer := 0;
begin
  if at is not null then
    rate := analytics.count_request('track:' || (batch ->> 'ip_hash'), 600, null, at);
    if not rate.allowed then
      return jsonb_build_object('status', 429, 'rate', rate);
    end if;
  end if;

  perform analytics.hold_assistant(batch ->> 'assistant_id');
  select assistants as assistant, case when analytics.stores_ip(accounts) then batch ->> 'ip' end as ip into known
  from public.assistants join public.accounts on accounts.id = account_id
  where assistants.id = batch ->> 'assistant_id';
  if not found then
    return jsonb_build_object('status', 404);
  end if;
  visit := (
    (known.assistant).key, (known.assistant).website_url, (known.assistant).hosts,
    analytics.hex_to_bigint(batch ->> 'visitor'), batch - 'events', batch ->> 'country',
    analytics.hex_to_bigint(batch ->> 'ip_hash'), known.ip
  );
  kept_from := analytics.kept_from(visit.assistant_key);
  if kept_from is not null then
    events := (
      select coalesce(jsonb_agg(item), '[]') from jsonb_array_elements(events) as item
      where (item ->> 'at')::timestamptz >= kept_from::timestamp at time zone 'UTC'
    );
    late := sent - jsonb_array_length(events);
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

  reasons := array(
    select coalesce(analytics.exclusion_of(known.assistant, batch, item), (
      select 'known' from analytics.excluded_events
      where assistant_key = visit.assistant_key and event_id = (item ->> 'id')::uuid
    ))
    from jsonb_array_elements(events) with ordinality as listed (item, place) order by place
  );
  if array_remove(reasons, null) <> '{}' then
    accepted := analytics.exclude_events(visit.assistant_key, events, reasons);
    if own_host is not null and not analytics.host_is_allowed(own_host, visit.hosts) then
      return jsonb_build_object('status', 403, 'host', own_host);
    end if;
    select coalesce(jsonb_agg(item order by place) filter (where reason is null), '[]'),
      array_agg(distinct item ->> 'host') filter (where reason = 'host_not_allowed'),
      count(*) filter (where reason = 'host_not_allowed')
    into events, foreign_hosts, refused
    from jsonb_array_elements(events) with ordinality as listed (item, place)
    join unnest(reasons) with ordinality as given (reason, place) using (place);
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
    'status', 202, 'accepted', accepted, 'duplicates', sent - refused - late - accepted, 'foreign_hosts', foreign_hosts,
    'kept_from', case when late > 0 then kept_from end
  );
end
$$;

comment on function public.record_events(jsonb, timestamptz) is
  'Records a batch of one visitor''s events, each of them among those that count or among those that are kept apart. An event id that is known already changes nothing. Of hosts that are not the assistant''s events are kept apart and refused, of a foreign origin all (403); those from before the day from which on rows are kept are left out, with that day; for an unknown assistant nothing is recorded (404). With the time at which it came, a batch is counted against the limit of its address, beyond which it is refused (429) before anything else.';

grant execute on function public.record_events(jsonb, timestamptz) to service_role;
