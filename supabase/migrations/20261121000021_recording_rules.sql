create function analytics.hold_assistant(id text)
  returns void
  volatile
  language sql
return pg_advisory_xact_lock_shared(hashtext('analytics.assistants'), hashtext(id));

comment on function analytics.hold_assistant(text) is
  'Until the transaction ends, the assistant''s deletion waits: whatever is recorded for it is deleted with it. A foreign key would do this by locking the assistant''s row for each event.';

create function analytics.forget_assistant()
  returns trigger
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
begin
  perform pg_advisory_xact_lock(hashtext('analytics.assistants'), hashtext(old.id));
  perform pg_advisory_xact_lock(hashtext('analytics.periods'), old.key);
  delete from analytics.page_views where assistant_key = old.key;
  delete from analytics.sessions where assistant_key = old.key;
  delete from analytics.widget_events where assistant_key = old.key;
  delete from analytics.retention where assistant_key = old.key;
  delete from analytics.excluded_events where assistant_key = old.key;
  delete from analytics.exclusions where assistant_key = old.key;
  delete from analytics.pages where assistant_key = old.key;
  delete from analytics.origins where assistant_key = old.key;
  delete from analytics.clients where assistant_key = old.key;
  delete from analytics.periods where assistant_key = old.key;
  delete from analytics.page_rollups where assistant_key = old.key;
  delete from analytics.segments where assistant_key = old.key;
  delete from analytics.session_rollups where assistant_key = old.key;
  delete from analytics.stays where assistant_key = old.key;
  delete from analytics.traits where assistant_key = old.key;
  delete from analytics.lineups where assistant_key = old.key;
  delete from analytics.lineup_keys where assistant_key = old.key;
  delete from analytics.lineup_visitors where assistant_key = old.key;
  delete from analytics.bitmaps where assistant_key = old.key;
  perform analytics.forget_log(old.key);
  return null;
end
$$;

comment on function analytics.forget_assistant() is
  'Deletes all that was recorded for an assistant, with the assistant.';

create trigger assistants_are_forgotten after delete on public.assistants
  for each row execute function analytics.forget_assistant();

create function analytics.lock_visitor(assistant_key integer, visitor bigint)
  returns void
  volatile
  language sql
return pg_advisory_xact_lock(hashint8extended(visitor, assistant_key));

comment on function analytics.lock_visitor(integer, bigint) is
  'Until the transaction ends, nobody else records for this visitor: two beacons at once make one session.';

create function analytics.lock_visitors(assistant_key integer, visitors bigint[])
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  locked bigint;
begin
  for locked in select distinct visitor from unnest(visitors) as visitor order by visitor loop
    perform analytics.lock_visitor(assistant_key, locked);
  end loop;
end
$$;

comment on function analytics.lock_visitors(integer, bigint[]) is
  'The same for several, in one order for everybody, so that no two batches wait for each other.';

create function analytics.stores_ip(account public.accounts)
  returns boolean
  immutable
  language sql
return account.plan = 'agency' and account.dpa_signed_at is not null;

comment on function analytics.stores_ip(public.accounts) is
  'Raw addresses are for the agency plan with a signed data processing agreement, and for nobody else.';

create function analytics.arrival_of(visit analytics.visit, page_view jsonb)
  returns jsonb
  immutable
  set search_path = ''
  language plpgsql
as $$
begin
  if not analytics.host_is_allowed(analytics.host_of(page_view ->> 'referrer_url'), visit.hosts) then
    return page_view;
  end if;
  return page_view || case
    when (page_view ->> 'by_campaign')::boolean then '{"referrer_url": null}'
    else '{"referrer_url": null, "source": "direct", "medium": null}'
  end::jsonb;
end
$$;

comment on function analytics.arrival_of(analytics.visit, jsonb) is
  'A site''s own host is never a referrer: without one a page view is direct, unless a campaign brought it.';

create function analytics.location_of(visit analytics.visit, page_view jsonb)
  returns text
  immutable
  language sql
return nullif(
  page_view ->> 'location',
  lower(substring(visit.website_url from '(?i)^https?://[^/?#]+')) || (page_view ->> 'path')
);

comment on function analytics.location_of(analytics.visit, jsonb) is
  'The full URL of a page view, where it says more than website and path.';

create function analytics.note_pages(assistant_key integer, events jsonb)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
begin
  perform analytics.page_key(note_pages.assistant_key, path, title, at)
  from (
    select distinct on (path) item ->> 'path' as path, item ->> 'title' as title, (item ->> 'at')::timestamptz as at
    from jsonb_array_elements(events) as item
    order by path, item ->> 'title' <> '' desc nulls last, at desc
  ) as seen;
end
$$;

comment on function analytics.note_pages(integer, jsonb) is
  'Adds the pages of a batch that are new, and keeps their titles, in one order for everybody: no two batches wait for each other.';

create function analytics.add_time_on_page(visit analytics.visit, event jsonb)
  returns datemultirange
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  id constant uuid := event ->> 'id';
  seconds constant integer := event ->> 'seconds';
  viewed timestamptz;
  ends timestamptz;
  began timestamptz;
  placed analytics.placement;
begin
  update analytics.page_views set seconds_on_page = seconds
  where assistant_key = visit.assistant_key and event_id = id and coalesce(seconds_on_page < seconds, true)
  returning viewed_at, visitor into viewed, visit.visitor;
  if not found then
    return (
      select datemultirange() from analytics.page_views
      where assistant_key = visit.assistant_key and event_id = id
    );
  end if;

  ends := greatest(viewed, coalesce((event ->> 'exited_at')::timestamptz, viewed + make_interval(secs => seconds)));
  began := analytics.advance_session(visit, viewed, ends);
  if began is not null then
    return analytics.days_between(began, ends);
  end if;
  placed := analytics.session_of(visit, viewed, ends);
  perform analytics.keep_session(placed);
  return placed.changed + analytics.days_between((placed.session).started_at, (placed.session).ended_at);
end
$$;

comment on function analytics.add_time_on_page(analytics.visit, jsonb) is
  'Completes a page view that is known with its time on page; its visitor is the one who opened the page. Returns what record_page_view does, and null for one that is not known.';
