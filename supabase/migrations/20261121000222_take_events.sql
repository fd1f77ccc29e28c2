create function analytics.take_events(admission analytics.admission, events jsonb)
  returns json
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  only_assistant text := admission.assistant_id;
  entries analytics.log_entry[];
  new_entries analytics.log_entry[];
  unfounded integer[];
  sealed jsonb;
begin
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
  select coalesce(jsonb_object_agg(place, kept_from), '{}') into sealed
  from unnest(entries) as entry join analytics.retention using (assistant_key)
  where happened_at < kept_from::timestamp at time zone 'UTC';
  entries := array(select entry from unnest(entries) as entry where not sealed ? place::text);
  unfounded := analytics.unfounded_analyses(entries);
  new_entries := analytics.add_to_log(array(
    select entry from unnest(entries) as entry where place <> all (unfounded)
  ));

  return json_build_object(
    'accepted', cardinality(new_entries),
    'duplicates', cardinality(entries) - cardinality(new_entries) - cardinality(unfounded),
    'refused', (
      select coalesce(json_agg(json_build_object(
        'index', place, 'reason', reason, 'kept_from', sealed ->> place::text
      )), '[]')
      from (
        select (event ->> 'index')::integer as place,
          case when event ? 'assistant_id' then 'assistant' else 'no_assistant' end as reason
        from jsonb_array_elements(events) as event
        where (event ->> 'index')::integer not in (select place from unnest(entries) as entry)
          and not sealed ? (event ->> 'index')
        union all
        select place::integer, 'at' from jsonb_object_keys(sealed) as place
        union all
        select place, 'conversation' from unnest(unfounded) as place
      ) as refused
    )
  );
end
$$;

comment on function analytics.take_events(analytics.admission, jsonb) is
  'Adds what an admitted caller reports to the log: how many events are new, how many are known by their ids, and which are refused. No event takes another with it.';
