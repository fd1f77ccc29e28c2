create function analytics.client_ids(account_id uuid, only_assistant text, client text)
  returns text[]
  stable
  set search_path = ''
  language sql
as $$
  with open_to_key as (
    select id, name from public.assistants
    where assistants.account_id = client_ids.account_id and (only_assistant is null or id = only_assistant)
  )
  select coalesce(
    (select array[id] from open_to_key where id = client),
    array(select id from open_to_key where name = client order by id)
  )
$$;

comment on function analytics.client_ids(uuid, text, text) is
  'The ids of an account''s assistants that a client can mean: the one of this id, else all of this name; of a bound key, no other than its own.';
