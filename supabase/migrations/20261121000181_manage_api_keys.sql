create function analytics.api_key_object(key public.api_keys)
  returns jsonb
  stable
  set search_path = ''
  language sql
as $$
  select jsonb_build_object(
    'id', key.id,
    'name', key.name,
    'key_prefix', key.key_prefix || '...',
    'scopes', key.scopes,
    'assistant_id', key.assistant_id,
    'created_at', analytics.iso_time(key.created_at),
    'last_used_at', analytics.iso_time(key.last_used_at),
    'expires_at', analytics.iso_time(key.expires_at)
  )
$$;

comment on function analytics.api_key_object(public.api_keys) is
  'A key as its owner sees it again: by its first 18 characters, never by its hash.';

create function public.manage_api_keys(account_id uuid, action text, arguments jsonb, ip_hash text, at timestamptz)
  returns json
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  rate constant analytics.rate := analytics.count_request('ip:' || ip_hash, 60, null, at);
  changed public.api_keys;
begin
  if not rate.allowed then
    return json_build_object('status', 429, 'rate', rate);
  elsif account_id is null then
    return json_build_object('status', 401, 'rate', rate);
  elsif arguments is null then
    return json_build_object('status', 400, 'rate', rate);
  end if;

  case action
    when 'list' then
      return json_build_object('status', 200, 'rate', rate, 'body', json_build_object('data', coalesce((
        select json_agg(analytics.api_key_object(api_keys) order by created_at desc, id)
        from public.api_keys
        where api_keys.account_id = manage_api_keys.account_id
          and revoked_at is null and (expires_at is null or expires_at > at)
      ), '[]')));

    when 'create' then
      if arguments ->> 'assistant_id' is not null and not exists (
        select from public.assistants
        where assistants.id = arguments ->> 'assistant_id'
          and assistants.account_id = manage_api_keys.account_id
      ) then
        return json_build_object('status', 404, 'rate', rate);
      end if;
      insert into public.api_keys (
        account_id, assistant_id, name, key_hash, key_prefix, scopes, expires_at, created_at
      ) values (
        manage_api_keys.account_id, arguments ->> 'assistant_id', arguments ->> 'name',
        decode(arguments ->> 'key_hash', 'hex'), arguments ->> 'key_prefix',
        array(select jsonb_array_elements_text(arguments -> 'scopes')),
        (arguments ->> 'expires_at')::timestamptz, at
      ) returning * into changed;
      return json_build_object('status', 201, 'rate', rate, 'body', json_build_object(
        'data', analytics.api_key_object(changed)
      ));

    when 'revoke' then
      update public.api_keys set revoked_at = at
      where api_keys.id = (arguments ->> 'id')::uuid
        and api_keys.account_id = manage_api_keys.account_id and revoked_at is null
      returning * into changed;
      if not found then
        return json_build_object('status', 404, 'rate', rate);
      end if;
      return json_build_object('status', 200, 'rate', rate, 'body', json_build_object(
        'data', analytics.api_key_object(changed) || jsonb_build_object('revoked_at', analytics.iso_time(at))
      ));
  end case;
end
$$;

comment on function public.manage_api_keys(uuid, text, jsonb, text, timestamptz) is
  'Lists, creates and revokes the keys of one account, which is the one of a verified session token.';

grant execute on function public.manage_api_keys(uuid, text, jsonb, text, timestamptz) to service_role;
