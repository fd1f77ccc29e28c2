create function public.manage_visitor(
  key_hash text, action text, arguments jsonb, ip_hash text, at timestamptz, session_account uuid default null
)
  returns json
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  admission constant analytics.admission := analytics.authorize(
    key_hash, 'visitors:manage', ip_hash, at, session_account
  );
  rate constant analytics.rate := admission.rate;
  person constant text := arguments ->> 'person';
  row_limit constant integer := arguments ->> 'limit';
  row_offset constant integer := arguments ->> 'offset';
  assistant integer;
  body json;
begin
  if admission.status <> 200 then
    return json_build_object('status', admission.status, 'rate', rate, 'reason', admission.reason);
  end if;
  -- Without arguments the request was found wrong before it came here.
  if arguments is null then
    return json_build_object('status', 400, 'rate', rate);
  end if;
  select key into assistant from public.assistants
  where assistants.id = arguments ->> 'assistant_id' and assistants.account_id = admission.account_id
    and (admission.assistant_id is null or admission.assistant_id = assistants.id);
  if not found then
    return json_build_object('status', 404, 'rate', rate);
  end if;

  if action = 'erase' then
    body := json_build_object('data', analytics.erase_person(assistant, person));
    return json_build_object('status', 200, 'rate', rate, 'body', body);
  end if;
  with entries as materialized (
    select * from analytics.person_entries(assistant, person)
  ),
  page as (
    select * from entries order by happened_at, entry ->> 'type', entries.id limit row_limit offset row_offset
  )
  select json_build_object(
    'data', coalesce((select json_agg(entry order by happened_at, entry ->> 'type', page.id) from page), '[]'),
    'linked', analytics.linked_people(assistant, analytics.key_of(person)),
    'meta', json_build_object('total', count(*), 'limit', row_limit, 'offset', row_offset)
  ) into body
  from entries;
  return json_build_object('status', 200, 'rate', rate, 'body', body);
end
$$;

comment on function public.manage_visitor(text, text, jsonb, text, timestamptz, uuid) is
  'Shows or erases all that is held on one visitor, user or user token of an assistant, for a key that may or for the account of a verified session.';

grant execute on function public.manage_visitor(text, text, jsonb, text, timestamptz, uuid) to service_role;
