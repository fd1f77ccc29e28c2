create function analytics.report_assistants(account_id uuid, only_assistant text, row_limit integer, row_offset integer)
  returns json
  stable
  set search_path = ''
  language sql
as $$
  with listed as (
    select id, name, type, website_url, created_at
    from public.assistants
    where assistants.account_id = report_assistants.account_id
      and (only_assistant is null or id = only_assistant)
  ),
  page as (
    select * from listed order by created_at desc, id limit row_limit offset row_offset
  )
  select json_build_object(
    'data', coalesce((
      select json_agg(json_build_object(
        'id', id, 'name', name, 'type', type, 'website_url', website_url,
        'created_at', analytics.iso_time(created_at)
      ) order by created_at desc, id) from page
    ), '[]'),
    'meta', json_build_object(
      'total', (select count(*) from listed), 'limit', row_limit, 'offset', row_offset
    )
  )
$$;

comment on function analytics.report_assistants(uuid, text, integer, integer) is
  'The assistants of an account, newest first; only one where the key is bound to it.';
