-- What repeats is stored once per assistant, so that a page view is a row of numbers.
create table analytics.pages (
  assistant_key integer not null,
  page_key integer not null generated always as identity,
  path text not null,
  title text,
  title_seen_at timestamptz,
  primary key (assistant_key, page_key),
  unique (assistant_key, path)
);

comment on table analytics.pages is 'Each path of a site, with the title it was last seen with.';

create table analytics.origins (
  assistant_key integer not null,
  origin_key integer not null generated always as identity,
  source text not null,
  medium text,
  referrer_url text,
  utm_source text,
  utm_medium text,
  utm_campaign text,
  utm_content text,
  utm_term text,
  digest bytea not null,
  primary key (assistant_key, origin_key),
  unique (assistant_key, digest)
);

comment on table analytics.origins is 'Where sessions came from: source, medium, referrer and UTM parameters.';
comment on column analytics.origins.digest is
  'SHA-256 of the other columns: a referrer may be longer than an index entry.';

create table analytics.clients (
  assistant_key integer not null,
  client_key integer not null generated always as identity,
  device_type text
    constraint clients_device_is_known check (device_type in ('mobile', 'tablet', 'desktop')),
  browser text,
  os text,
  screen_width smallint,
  screen_height smallint,
  language text,
  digest bytea not null,
  primary key (assistant_key, client_key),
  unique (assistant_key, digest)
);

comment on table analytics.clients is 'The browsers that visited: device, browser, operating system, screen, language.';
comment on column analytics.clients.digest is 'SHA-256 of the other columns, by which nulls too are found at once.';

create function analytics.page_key(
  assistant_key integer, path text, title text default null, at timestamptz default null
)
  returns integer
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  known analytics.pages;
begin
  loop
    select * into known from analytics.pages
    where pages.assistant_key = page_key.assistant_key and pages.path = page_key.path;
    exit when found;
    insert into analytics.pages (assistant_key, path) values (page_key.assistant_key, page_key.path)
    on conflict do nothing;
  end loop;
  -- The time alone is written once an hour, so that a busy page is not one contended row.
  if title <> '' and (
    known.title_seen_at is null
    or at > known.title_seen_at and title <> known.title
    or at > known.title_seen_at + interval '1 hour'
  ) then
    update analytics.pages set title = page_key.title, title_seen_at = at
    where pages.assistant_key = page_key.assistant_key and pages.page_key = known.page_key
      and (title_seen_at is null or at > title_seen_at);
  end if;
  return known.page_key;
end
$$;

comment on function analytics.page_key(integer, text, text, timestamptz) is
  'The key of a path, which is added when it is new; keeps the title it was last seen with.';

create function analytics.origin_key(assistant_key integer, origin jsonb)
  returns integer
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  found_key integer;
  fingerprint bytea := sha256(convert_to(jsonb_build_array(
    origin -> 'source', origin -> 'medium', origin -> 'referrer_url', origin -> 'utm_source',
    origin -> 'utm_medium', origin -> 'utm_campaign', origin -> 'utm_content', origin -> 'utm_term'
  )::text, 'UTF8'));
begin
  loop
    select origins.origin_key into found_key from analytics.origins
    where origins.assistant_key = origin_key.assistant_key and origins.digest = fingerprint;
    exit when found;
    insert into analytics.origins (
      assistant_key, source, medium, referrer_url,
      utm_source, utm_medium, utm_campaign, utm_content, utm_term, digest
    ) values (
      origin_key.assistant_key, origin ->> 'source', origin ->> 'medium', origin ->> 'referrer_url',
      origin ->> 'utm_source', origin ->> 'utm_medium', origin ->> 'utm_campaign',
      origin ->> 'utm_content', origin ->> 'utm_term', fingerprint
    ) on conflict do nothing;
  end loop;
  return found_key;
end
$$;

comment on function analytics.origin_key(integer, jsonb) is
  'The key of {source, medium, referrer_url, utm_*}, which is added when it is new.';

create function analytics.client_key(assistant_key integer, client jsonb)
  returns integer
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  found_key integer;
  fingerprint bytea := sha256(convert_to(jsonb_build_array(
    client -> 'device_type', client -> 'browser', client -> 'os',
    client -> 'screen_width', client -> 'screen_height', client -> 'language'
  )::text, 'UTF8'));
begin
  loop
    select clients.client_key into found_key from analytics.clients
    where clients.assistant_key = client_key.assistant_key and clients.digest = fingerprint;
    exit when found;
    insert into analytics.clients (
      assistant_key, device_type, browser, os, screen_width, screen_height, language, digest
    ) values (
      client_key.assistant_key, client ->> 'device_type', client ->> 'browser', client ->> 'os',
      (client ->> 'screen_width')::smallint, (client ->> 'screen_height')::smallint, client ->> 'language',
      fingerprint
    ) on conflict do nothing;
  end loop;
  return found_key;
end
$$;

comment on function analytics.client_key(integer, jsonb) is
  'The key of {device_type, browser, os, screen_width, screen_height, language}, which is added when it is new.';

create function analytics.hex_to_bigint(hex text)
  returns bigint
  immutable
  strict
  parallel safe
  language sql
return ('x' || hex)::bit(64)::bigint;

comment on function analytics.hex_to_bigint(text) is 'Sixteen hexadecimal digits as a signed 64-bit number, in eight bytes.';

create function analytics.bigint_to_hex(value bigint)
  returns text
  immutable
  strict
  parallel safe
  language sql
return lpad(to_hex(value), 16, '0');

comment on function analytics.bigint_to_hex(bigint) is 'The sixteen hexadecimal digits that hex_to_bigint read.';
