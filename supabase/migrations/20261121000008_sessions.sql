create type analytics.visit as (
  assistant_key integer,
  visitor bigint,
  client_key integer,
  country text,
  ip_hash bigint,
  ip inet
);

comment on type analytics.visit is 'Who sent a batch of events, and from which browser.';

create function analytics.session_of(visit analytics.visit, starts timestamptz, ends timestamptz)
  returns bigint
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  kept analytics.sessions;
  later analytics.sessions;
  gap constant interval := interval '30 minutes';
begin
  select * into kept from analytics.sessions
  where assistant_key = visit.assistant_key and visitor = visit.visitor
    and started_at < ends + gap and ended_at > starts - gap
  order by started_at limit 1;

  if not found then
    insert into analytics.sessions (
      assistant_key, visitor, started_at, ended_at, client_key, country, ip_hash, ip
    ) values (
      visit.assistant_key, visit.visitor, starts, ends, visit.client_key, visit.country, visit.ip_hash, visit.ip
    ) returning session_key into kept.session_key;
    return kept.session_key;
  end if;

  -- A late event can close the gap to sessions that began after it: they are one.
  for later in
    select * from analytics.sessions
    where assistant_key = visit.assistant_key and visitor = visit.visitor
      and started_at > kept.started_at and started_at < ends + gap
    order by started_at
  loop
    update analytics.page_views set session_key = kept.session_key
    where assistant_key = visit.assistant_key and session_key = later.session_key
      and viewed_at between later.started_at and later.ended_at;
    update analytics.widget_events set session_key = kept.session_key
    where assistant_key = visit.assistant_key and session_key = later.session_key
      and occurred_at between later.started_at and later.ended_at;
    delete from analytics.sessions
    where assistant_key = visit.assistant_key and session_key = later.session_key;
    update analytics.sessions set
      ended_at = later.ended_at,
      entry_page_key = coalesce(entry_page_key, later.entry_page_key),
      exit_page_key = coalesce(later.exit_page_key, exit_page_key),
      origin_key = coalesce(origin_key, later.origin_key),
      pages_viewed = pages_viewed + later.pages_viewed,
      widget_seconds = widget_seconds + later.widget_seconds,
      engaged = engaged or later.engaged
    where assistant_key = visit.assistant_key and session_key = kept.session_key;
  end loop;

  if starts < kept.started_at then
    update analytics.sessions set
      started_at = starts,
      ended_at = greatest(ended_at, ends),
      client_key = visit.client_key,
      country = visit.country,
      ip_hash = visit.ip_hash,
      ip = visit.ip
    where assistant_key = visit.assistant_key and session_key = kept.session_key;
  elsif ends > kept.ended_at then
    update analytics.sessions set ended_at = greatest(ended_at, ends)
    where assistant_key = visit.assistant_key and session_key = kept.session_key;
  end if;
  return kept.session_key;
end
$$;

comment on function analytics.session_of(analytics.visit, timestamptz, timestamptz) is
  'The session that activity from starts to ends belongs to: extended, joined with those it now touches, or begun. In whatever order events arrive, the sessions are the same. The caller holds the visitor''s lock.';
