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
  perform analytics.see_visitor(session.assistant_key, session.visitor, session.started_at);
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

create function analytics.advance_session(
  visit analytics.visit, starts timestamptz, ends timestamptz,
  page_view jsonb default null, viewed_page integer default null, opens boolean default false, seconds integer default 0
)
  returns timestamptz
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  began timestamptz;
begin
  update analytics.sessions set
    ended_at = ends,
    exit_page_key = coalesce(viewed_page, exit_page_key),
    pages_viewed = pages_viewed + num_nonnulls(viewed_page),
    widget_seconds = widget_seconds + seconds
  where assistant_key = visit.assistant_key and visitor = visit.visitor
    and started_at = (
      select max(started_at) from analytics.sessions
      where assistant_key = visit.assistant_key and visitor = visit.visitor
    )
    and starts >= started_at and starts < ended_at + interval '30 minutes' and ends > ended_at
    and (viewed_page is null or starts > ended_at and pages_viewed > 0)
    and (engaged or not opens)
  returning started_at into began;
  if found then
    return began;
  end if;

  insert into analytics.sessions (
    assistant_key, client_key, visitor, started_at, ended_at, entry_page_key, exit_page_key, origin_key,
    pages_viewed, ip_hash, widget_seconds, engaged, country
  )
  select visit.assistant_key, analytics.client_key(visit.assistant_key, visit.client), visit.visitor, starts, ends,
    viewed_page, viewed_page,
    case when page_view is not null then
      analytics.origin_key(visit.assistant_key, analytics.arrival_of(visit, page_view))
    end,
    num_nonnulls(viewed_page), visit.ip_hash, seconds, opens, visit.country
  where visit.ip is null and not exists (
    select from analytics.sessions
    where assistant_key = visit.assistant_key and visitor = visit.visitor
      and ended_at > starts - interval '30 minutes'
  );
  if found then
    perform analytics.see_visitor(visit.assistant_key, visit.visitor, starts);
    return starts;
  end if;
  return null;
end
$$;

comment on function analytics.advance_session(
  analytics.visit, timestamptz, timestamptz, jsonb, integer, boolean, integer
) is
  'What most events do: activity from starts to ends continues the visitor''s newest session or begins a new one, the start of which is returned: only the days since then say something else. Null, and nothing is done, where it is not as simple as that; session_of is for everything.';
