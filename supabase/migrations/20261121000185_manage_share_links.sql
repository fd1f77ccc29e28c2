create function public.manage_share_links(account_id uuid, action text, arguments jsonb, ip_hash text, at timestamptz)
  returns json
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  rate constant analytics.rate := analytics.count_request('ip:' || ip_hash, 60, null, at);
  changed public.share_links;
begin
  if not rate.allowed then
    return json_build_object('status', 429, 'rate', rate);
  elsif account_id is null then
    return json_build_object('status', 401, 'rate', rate);
  elsif arguments is null then
    return json_build_object('status', 400, 'rate', rate);
  elsif arguments ->> 'assistant_id' is not null and not exists (
    select from public.assistants
    where assistants.id = arguments ->> 'assistant_id'
      and assistants.account_id = manage_share_links.account_id
  ) then
    return json_build_object('status', 404, 'rate', rate);
  end if;

  case action
    when 'list' then
      return json_build_object('status', 200, 'rate', rate, 'body', json_build_object('data', coalesce((
        select json_agg(analytics.share_link_object(share_links) order by created_at desc, id)
        from public.share_links
        where share_links.account_id = manage_share_links.account_id
          and (arguments ->> 'assistant_id' is null or share_links.assistant_id = arguments ->> 'assistant_id')
          and revoked_at is null and (expires_at is null or expires_at > at)
      ), '[]')));

    when 'create' then
      insert into public.share_links (account_id, assistant_id, name, token_hash, expires_at, created_at)
      values (
        manage_share_links.account_id, arguments ->> 'assistant_id', arguments ->> 'name',
        decode(arguments ->> 'token_hash', 'hex'), (arguments ->> 'expires_at')::timestamptz, at
      ) returning * into changed;
      return json_build_object('status', 201, 'rate', rate, 'body', json_build_object(
        'data', analytics.share_link_object(changed)
      ));

    when 'revoke' then
      update public.share_links set revoked_at = at
      where share_links.id = (arguments ->> 'id')::uuid
        and share_links.account_id = manage_share_links.account_id and revoked_at is null
      returning * into changed;
      if not found then
        return json_build_object('status', 404, 'rate', rate);
      end if;
      return json_build_object('status', 200, 'rate', rate, 'body', json_build_object(
        'data', analytics.share_link_object(changed) || jsonb_build_object('revoked_at', analytics.iso_time(at))
      ));
  end case;
end
$$;

comment on function public.manage_share_links(uuid, text, jsonb, text, timestamptz) is
  'Lists, creates and revokes the share links of one account, which is the one of a verified session token.';

grant execute on function public.manage_share_links(uuid, text, jsonb, text, timestamptz) to service_role;
