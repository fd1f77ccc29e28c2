create function public.log_events(key_hash text, events jsonb, ip_hash text, at timestamptz)
  returns json
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  admission constant analytics.admission := analytics.authorize(key_hash, 'events:write', ip_hash, at);
  rate constant analytics.rate := admission.rate;
  only_assistant text := admission.assistant_id;
  entries analytics.log_entry[];
  new_entries analytics.log_entry[];
  unfounded integer[];
begin
  if admission.status <> 200 then
    return json_build_object('status', admission.status, 'rate', rate, 'reason', admission.reason);
  end if;
  -- Without events the request was found wrong before it came here.
  if events is null then
    return json_build_object('status', 400, 'rate', rate);
  end if;

  if only_assistant is null then
    select min(id) into only_assistant from public.assistants
    where account_id = admission.account_id having count(*) = 1;
  end if;
  perform analytics.hold_assistant(id) from (
    select id from public.assistants
    where account_id = admission.account_id and id in (
      select coalesce(event ->> 'assistant_id', only_assistant) from jsonb_array_elements(events) as event
    )
    order by id
  ) as named;

  entries := analytics.log_entries(events, admission.account_id, admission.assistant_id, only_assistant);
  unfounded := analytics.unfounded_analyses(entries);
  new_entries := analytics.add_to_log(array(
    select entry from unnest(entries) as entry where place <> all (unfounded)
  ));

  return json_build_object('status', 200, 'rate', rate, 'body', json_build_object(
    'accepted', cardinality(new_entries),
    'duplicates', cardinality(entries) - cardinality(new_entries) - cardinality(unfounded),
    'refused', (
      select coalesce(json_agg(json_build_object('index', place, 'reason', reason)), '[]')
      from (
        select (event ->> 'index')::integer as place,
          case when event ? 'assistant_id' then 'assistant' else 'no_assistant' end as reason
        from jsonb_array_elements(events) as event
        where (event ->> 'index')::integer not in (select place from unnest(entries) as entry)
        union all
        select place, 'conversation' from unnest(unfounded) as place
      ) as refused
    )
  ));
end
$$;

comment on function public.log_events(text, jsonb, text, timestamptz) is
  'Takes what a platform''s server reports: of each event, whether it is new, known by its id, or refused for an assistant that is not the key''s or an analysis of a conversation that is not known. No event takes another with it.';

grant execute on function public.log_events(text, jsonb, text, timestamptz) to service_role;
