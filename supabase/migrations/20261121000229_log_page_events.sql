create function analytics.log_page_events(assistant_key integer, events jsonb)
  returns integer
  volatile
  set search_path = ''
  language plpgsql
as $$
#variable_conflict use_variable
declare
  entries analytics.log_entry[];
  event jsonb;
  accepted integer := 0;
begin
  if not events @? '$[*] ? (!(@.type starts with "popup."))' then
    for event in select * from jsonb_array_elements(events) loop
      insert into analytics.logged_events (assistant_key, event_id, happened_on)
      values (
        assistant_key, analytics.event_uuid(event ->> 'id'), ((event ->> 'at')::timestamptz at time zone 'UTC')::date
      )
      on conflict do nothing;
      continue when not found;
      perform analytics.log_visitor_event(
        assistant_key, event ->> 'user_token', event ->> 'type', analytics.event_uuid(event ->> 'id'),
        (event ->> 'at')::timestamptz, event ->> 'popup_version'
      );
      accepted := accepted + 1;
    end loop;
    return accepted;
  end if;
  select analytics.log_entries(jsonb_agg(item || jsonb_build_object('index', place)), account_id, id, id) into entries
  from public.assistants, jsonb_array_elements(events) with ordinality as listed (item, place)
  where key = assistant_key
  group by account_id, id;
  return (
    select count(*) from unnest(analytics.add_to_log(entries)) as entry where kind <> 'conversation.started'
  );
end
$$;

comment on function analytics.log_page_events(integer, jsonb) is
  'Adds to the log what a page said of its visitor. Returns how many events were new that are recorded nowhere else.';
