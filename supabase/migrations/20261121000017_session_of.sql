create type analytics.visit as (
  assistant_key integer,
  website_url text,
  hosts text[],
  visitor bigint,
  client jsonb,
  country text,
  ip_hash bigint,
  ip inet
);

comment on type analytics.visit is 'Who sent a batch of events to which assistant, and from which browser (any object with its fields).';

create type analytics.placement as (
  session analytics.sessions,
  stored analytics.sessions,
  ip inet,
  changed datemultirange
);

comment on type analytics.placement is
  'The session of an event as it is to be, as it is stored (null for a new one), the IP address to be stored with its start, and the UTC days on which a report may now say something else.';

create function analytics.session_of(visit analytics.visit, starts timestamptz, ends timestamptz)
  returns analytics.placement
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  kept analytics.sessions;
  earlier analytics.sessions;
  placed analytics.placement;
  gap constant interval := interval '30 minutes';
begin
  placed.changed := datemultirange();
  select * into kept from analytics.sessions
  where assistant_key = visit.assistant_key and visitor = visit.visitor and started_at < ends + gap
  order by started_at desc limit 1;

  if not found or kept.ended_at <= starts - gap then
    placed.session := (
      visit.assistant_key, analytics.client_key(visit.assistant_key, visit.client), visit.visitor, starts, ends, null, null, null, 0,
      visit.ip_hash, 0, false, visit.country
    );
    placed.ip := visit.ip;
    placed.changed := analytics.days_between(starts, starts);
    return placed;
  end if;

  placed.stored := kept;
  -- A late event can close the gap to sessions that ended before it: they are one.
  while starts < kept.started_at loop
    select * into earlier from analytics.sessions
    where assistant_key = visit.assistant_key and visitor = visit.visitor and started_at < kept.started_at
    order by started_at desc limit 1;
    exit when not found or earlier.ended_at <= starts - gap;

    delete from analytics.sessions
    where assistant_key = visit.assistant_key and visitor = visit.visitor
      and started_at = (placed.stored).started_at;
    placed.stored := earlier;
    placed.changed := placed.changed + analytics.days_between(earlier.started_at, kept.ended_at);
    earlier.ended_at := greatest(earlier.ended_at, kept.ended_at);
    earlier.entry_page_key := coalesce(earlier.entry_page_key, kept.entry_page_key);
    earlier.exit_page_key := coalesce(kept.exit_page_key, earlier.exit_page_key);
    earlier.origin_key := coalesce(earlier.origin_key, kept.origin_key);
    earlier.pages_viewed := earlier.pages_viewed + kept.pages_viewed;
    earlier.widget_seconds := earlier.widget_seconds + kept.widget_seconds;
    earlier.engaged := earlier.engaged or kept.engaged;
    kept := earlier;
  end loop;

  if starts < kept.started_at then
    placed.changed := placed.changed
      + analytics.days_between(starts, starts) + analytics.days_between(kept.started_at, kept.started_at);
    kept.started_at := starts;
    kept.client_key := analytics.client_key(visit.assistant_key, visit.client);
    kept.country := visit.country;
    kept.ip_hash := visit.ip_hash;
    placed.ip := visit.ip;
  end if;
  kept.ended_at := greatest(kept.ended_at, ends);
  placed.session := kept;
  return placed;
end
$$;

comment on function analytics.session_of(analytics.visit, timestamptz, timestamptz) is
  'The session that activity from starts to ends belongs to: extended, joined with those it now touches, or begun; to be kept with keep_session. In whatever order events arrive, the sessions are the same. The caller holds the visitor''s lock.';
