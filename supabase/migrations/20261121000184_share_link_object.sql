create function analytics.share_link_object(link public.share_links)
  returns jsonb
  stable
  set search_path = ''
  language sql
as $$
  select jsonb_build_object(
    'id', link.id,
    'name', link.name,
    'assistant_id', link.assistant_id,
    'created_at', analytics.iso_time(link.created_at),
    'last_used_at', analytics.iso_time(link.last_used_at),
    'expires_at', analytics.iso_time(link.expires_at)
  )
$$;

comment on function analytics.share_link_object(public.share_links) is
  'A share link as its owner sees it again: never by its token or its hash.';
