create function analytics.lock_visitors(assistant_key integer, visitors bigint[])
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  locked bigint;
begin
  -- In one order for everybody, so that no two batches wait for each other.
  for locked in select distinct visitor from unnest(visitors) as visitor order by visitor loop
    perform pg_advisory_xact_lock(hashint8extended(locked, assistant_key));
  end loop;
end
$$;

comment on function analytics.lock_visitors(integer, bigint[]) is
  'Until the transaction ends, nobody else records for these visitors: two beacons at once make one session.';

create function analytics.stores_ip(account public.accounts)
  returns boolean
  immutable
  set search_path = ''
  language plpgsql
as $$
begin
  return account.plan = 'agency' and account.dpa_signed_at is not null;
end
$$;

comment on function analytics.stores_ip(public.accounts) is
  'Raw addresses are for the agency plan with a signed data processing agreement, and for nobody else.';

create function analytics.as_seen_by(assistant public.assistants, page_view jsonb)
  returns jsonb
  immutable
  set search_path = ''
  language plpgsql
as $$
begin
  return page_view
    || case
      when analytics.host_is_allowed(analytics.host_of(page_view ->> 'referrer_url'), assistant.hosts) then
        case
          when (page_view ->> 'by_campaign')::boolean then '{"referrer_url": null}'
          else '{"referrer_url": null, "source": "direct", "medium": null}'
        end::jsonb
      else '{}'
    end
    || jsonb_build_object('location', nullif(
      page_view ->> 'location',
      lower(substring(assistant.website_url from '(?i)^https?://[^/?#]+')) || (page_view ->> 'path')
    ));
end
$$;

comment on function analytics.as_seen_by(public.assistants, jsonb) is
  'A site''s own host is never a referrer: without one a page view is direct, unless a campaign brought it. Its location is kept where it says more than website and path.';

create function analytics.note_titles(assistant_key integer, events jsonb)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  seen record;
begin
  -- In one order for everybody, so that no two batches wait for each other.
  for seen in
    select distinct on (page_key) page_key, item ->> 'title' as title, (item ->> 'at')::timestamptz as at
    from jsonb_array_elements(events) as item
    join analytics.pages on pages.assistant_key = note_titles.assistant_key and path = item ->> 'path'
    where item ->> 'title' <> ''
    order by page_key, at desc
  loop
    -- The time alone is written once an hour, so that a busy page is not one contended row.
    update analytics.pages set title = seen.title, title_seen_at = seen.at
    where pages.assistant_key = note_titles.assistant_key and page_key = seen.page_key
      and (
        title_seen_at is null
        or seen.at > title_seen_at and title <> seen.title
        or seen.at > title_seen_at + interval '1 hour'
      );
  end loop;
end
$$;

comment on function analytics.note_titles(integer, jsonb) is
  'Keeps the titles that the pages of a batch were last seen with.';
