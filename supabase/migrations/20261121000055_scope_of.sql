create function analytics.scope_of(assistant_key integer, arguments jsonb)
  returns analytics.scope
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  scope analytics.scope;
  known constant text[] := array[
    'source', 'medium', 'country', 'device_type', 'browser', 'os', 'language', 'page_url', 'entry_page',
    'utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'widget_engaged'
  ];
  filters constant jsonb := (
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(arguments) where key = any (known)
  );
begin
  scope.assistant_key := scope_of.assistant_key;
  scope.first := arguments ->> 'start_date';
  scope.until := (arguments ->> 'end_date')::date + 1;
  scope.zone := coalesce(arguments ->> 'timezone', 'UTC');
  scope.starts := analytics.local_start(scope.first::timestamp, scope.zone);
  scope.ends := analytics.local_start(scope.until::timestamp, scope.zone);
  scope.first_day := (scope.starts at time zone 'UTC')::date;
  scope.until_day := ((scope.ends - interval '1 microsecond') at time zone 'UTC')::date + 1;
  scope.opened := analytics.open_days(scope_of.assistant_key, scope.first_day, scope.until_day);
  scope.filters := array(select jsonb_object_keys(filters));
  scope.is_unfiltered := scope.filters <@ array['page_url'] and scope.zone = 'UTC';
  if filters = '{}' then
    return scope;
  end if;

  scope.country := filters ->> 'country';
  scope.engaged := filters ->> 'widget_engaged';
  scope.page := analytics.known_page(scope_of.assistant_key, filters ->> 'page_url');
  scope.entry_page := analytics.known_page(scope_of.assistant_key, filters ->> 'entry_page');
  if filters ?| array['device_type', 'browser', 'os', 'language'] then
    scope.clients := array(
      select client_key from analytics.clients
      where clients.assistant_key = scope_of.assistant_key
        and analytics.is_like(filters ->> 'device_type', device_type)
        and analytics.is_like(filters ->> 'browser', browser)
        and analytics.is_like(filters ->> 'os', os)
        and (
          analytics.is_like(filters ->> 'language', language)
          or analytics.is_like(filters ->> 'language', split_part(language, '-', 1))
        )
    );
  end if;
  if filters ?| array['source', 'medium', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'] then
    scope.origins := array(
      select origin_key from analytics.origins
      where origins.assistant_key = scope_of.assistant_key
        and (
          analytics.is_like(filters ->> 'source', source)
          or filters ->> 'source' = 'social' and medium = 'social'
        )
        and analytics.is_like(replace(filters ->> 'medium', 'none', ''), medium)
        and analytics.is_like(filters ->> 'utm_source', utm_source)
        and analytics.is_like(filters ->> 'utm_medium', utm_medium)
        and analytics.is_like(filters ->> 'utm_campaign', utm_campaign)
        and analytics.is_like(filters ->> 'utm_content', utm_content)
        and analytics.is_like(filters ->> 'utm_term', utm_term)
    );
    -- Those without a page view came from nowhere that is known, and so by no medium.
    scope.or_without_origin := filters ->> 'medium' = 'none'
      and not filters ?| array['source', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'];
  end if;
  return scope;
end
$$;

comment on function analytics.scope_of(integer, jsonb) is
  'What the arguments of a report are about: start_date, end_date, timezone and the filters of sessions, all of which must hold. The source "social" is every source with that medium; the medium "none" is to have none; a language is also its regional ones.';
