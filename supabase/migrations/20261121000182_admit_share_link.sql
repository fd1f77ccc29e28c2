create function analytics.admit_share_link(token_hash text, at timestamptz, continued boolean)
  returns analytics.admission
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  link public.share_links;
  admission analytics.admission;
begin
  select * into link from public.share_links
  where share_links.token_hash = decode(admit_share_link.token_hash, 'hex')
    and revoked_at is null and (expires_at is null or expires_at > at);
  if not found then
    return null;
  end if;

  -- As often as a signed-in owner: a link is opened by several people, each of whom looks at charts.
  if not continued then
    admission.rate := analytics.count_request('share:' || link.id, 300, 30000, at);
    if not (admission.rate).allowed then
      admission.status := 429;
      return admission;
    end if;
  end if;
  update public.share_links set last_used_at = at
  where share_links.id = link.id and (last_used_at is null or last_used_at < at - interval '1 minute');

  admission.status := 200;
  admission.account_id := link.account_id;
  admission.assistant_id := link.assistant_id;
  admission.is_shared := true;
  return admission;
end
$$;

comment on function analytics.admit_share_link(text, timestamptz, boolean) is
  'Lets the holder of a share link go on to its one assistant, and counts the request, unless it is continued; null where the token is that of no link, of one that was revoked or of one that has expired.';
