create function analytics.workspace(account_id uuid, only_assistant text)
  returns integer[]
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return array(
    select key from public.assistants
    where assistants.account_id = workspace.account_id and (only_assistant is null or id = only_assistant)
    order by key
  );
end
$$;

comment on function analytics.workspace(uuid, text) is
  'The keys of all assistants of an account; only of one where the key of the request is bound to it.';
