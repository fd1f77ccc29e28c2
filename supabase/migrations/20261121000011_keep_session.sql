create function analytics.keep_session(placed analytics.placement)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  session constant analytics.sessions := placed.session;
  stored constant analytics.sessions := placed.stored;
begin
  if stored.visitor is null then
    insert into analytics.sessions select session.*;
  elsif session is distinct from stored then
    update analytics.sessions set
      started_at = session.started_at,
      ended_at = session.ended_at,
      entry_page_key = session.entry_page_key,
      exit_page_key = session.exit_page_key,
      origin_key = session.origin_key,
      client_key = session.client_key,
      pages_viewed = session.pages_viewed,
      widget_seconds = session.widget_seconds,
      ip_hash = session.ip_hash,
      engaged = session.engaged,
      country = session.country
    where assistant_key = stored.assistant_key and visitor = stored.visitor and started_at = stored.started_at;
  end if;
  if session.started_at = stored.started_at then
    return;
  end if;
  if placed.ip is not null then
    insert into analytics.session_addresses (assistant_key, visitor, started_at, ip)
    values (session.assistant_key, session.visitor, session.started_at, placed.ip)
    on conflict (assistant_key, visitor, started_at) do update set ip = excluded.ip;
  elsif stored.visitor is not null then
    delete from analytics.session_addresses
    where assistant_key = session.assistant_key and visitor = session.visitor and started_at = session.started_at;
  end if;
end
$$;

comment on function analytics.keep_session(analytics.placement) is
  'Stores a session as it is to be, in one write, or in none where nothing changed; its IP address when it begins or begins earlier.';
