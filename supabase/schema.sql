-- What the migrations make: tables, policies, grants, and the signatures of functions, each below its
-- comment. Made by `npm run schema` to be read and compared, not to be run: bodies are in the migrations.

-- standard public schema
create schema public;
grant usage on schema public to anon;
grant usage on schema public to authenticated;
grant usage on schema public to service_role;

-- What was recorded, and the functions that answer from it. Not exposed by the Data API: only functions of public reach it.
create schema analytics;

-- One row for each Supabase user: what the plan includes, and when a data processing agreement was signed.
create table public.accounts (
  id uuid not null,
  plan text not null default 'free'::text,
  dpa_signed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_id_fkey FOREIGN KEY (id) REFERENCES auth.users(id) ON DELETE CASCADE,
  constraint accounts_plan_is_known CHECK ((plan = ANY (ARRAY['free'::text, 'pro'::text, 'agency'::text])))
);
alter table public.accounts enable row level security;
create policy "an owner reads the account" on public.accounts as permissive for select to authenticated
  using ((id = ( SELECT auth.uid() AS uid)));
grant select on public.accounts to authenticated;
grant select, update on public.accounts to service_role;

-- API keys by their SHA-256; the key itself is shown once and stored nowhere. A row with revoked_at is dead.
create table public.api_keys (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  assistant_id text,
  name text not null,
  key_hash bytea not null,
  key_prefix text not null,
  scopes text[] not null,
  last_used_at timestamp with time zone,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE,
  constraint api_keys_assistant_id_fkey FOREIGN KEY (assistant_id) REFERENCES public.assistants(id) ON DELETE CASCADE,
  constraint api_keys_hash_is_sha256 CHECK ((octet_length(key_hash) = 32)),
  constraint api_keys_key_hash_key UNIQUE (key_hash),
  constraint api_keys_name_fits CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
  constraint api_keys_prefix_is_short CHECK ((char_length(key_prefix) = 18)),
  constraint api_keys_scopes_are_known CHECK (((scopes <@ ARRAY['analytics:read'::text, 'events:write'::text]) AND (cardinality(scopes) > 0)))
);
comment on column public.api_keys.last_used_at is 'To the minute: a busy key is not written at every request.';
CREATE INDEX api_keys_account ON public.api_keys USING btree (account_id, created_at DESC);
alter table public.api_keys enable row level security;
create policy "an owner reads the keys" on public.api_keys as permissive for select to authenticated
  using ((account_id = ( SELECT auth.uid() AS uid)));
grant select (id, account_id, assistant_id, name, key_prefix, scopes, last_used_at, expires_at, revoked_at, created_at) on public.api_keys to authenticated;

-- A chat widget on a site: what pages it may be on, and whose it is.
create table public.assistants (
  id text not null,
  key integer not null generated always as identity,
  account_id uuid not null default auth.uid(),
  name text not null,
  type text not null default 'website_widget'::text,
  website_url text not null,
  allowed_hosts text[] not null default '{}'::text[],
  hosts text[] not null default '{}'::text[],
  created_at timestamp with time zone not null default now(),
  constraint assistants_pkey PRIMARY KEY (id),
  constraint assistants_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE,
  constraint assistants_hosts_are_few CHECK ((cardinality(allowed_hosts) <= 50)),
  constraint assistants_key_key UNIQUE (key),
  constraint assistants_name_fits CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  constraint assistants_type_is_known CHECK ((type = 'website_widget'::text)),
  constraint assistants_website_is_a_url CHECK ((website_url ~* '^https?://[^/?#@\s]+'::text))
);
comment on column public.assistants.key is 'The short key that every recorded row leads with.';
comment on column public.assistants.hosts is 'The hosts whose pages may report, each with its subdomains: kept by a trigger from website_url and allowed_hosts.';
CREATE INDEX assistants_account ON public.assistants USING btree (account_id, created_at DESC, id);
CREATE TRIGGER prepare_assistant BEFORE INSERT OR UPDATE ON public.assistants FOR EACH ROW EXECUTE FUNCTION analytics.prepare_assistant();
alter table public.assistants enable row level security;
create policy "an owner adds assistants" on public.assistants as permissive for insert to authenticated
  with check ((account_id = ( SELECT auth.uid() AS uid)));
create policy "an owner changes the assistants" on public.assistants as permissive for update to authenticated
  using ((account_id = ( SELECT auth.uid() AS uid)))
  with check ((account_id = ( SELECT auth.uid() AS uid)));
create policy "an owner deletes the assistants" on public.assistants as permissive for delete to authenticated
  using ((account_id = ( SELECT auth.uid() AS uid)));
create policy "an owner reads the assistants" on public.assistants as permissive for select to authenticated
  using ((account_id = ( SELECT auth.uid() AS uid)));
grant delete, select on public.assistants to authenticated;
grant delete, insert, select, update on public.assistants to service_role;
grant insert (name, type, website_url, allowed_hosts) on public.assistants to authenticated;
grant update (name, website_url, allowed_hosts) on public.assistants to authenticated;

-- What X-RateLimit-* say: the window with the fewest requests left, reset in Unix seconds.
create type analytics.rate (
  allowed boolean,
  "limit" integer,
  remaining integer,
  reset bigint
);

-- Who sent a batch of events, and from which browser.
create type analytics.visit (
  assistant_key integer,
  visitor bigint,
  client_key integer,
  country text,
  ip_hash bigint,
  ip inet
);

-- The browsers that visited: device, browser, operating system, screen, language.
create table analytics.clients (
  assistant_key integer not null,
  client_key integer not null generated always as identity,
  device_type text,
  browser text,
  os text,
  screen_width smallint,
  screen_height smallint,
  language text,
  constraint clients_pkey PRIMARY KEY (assistant_key, client_key),
  constraint clients_assistant_key_device_type_browser_os_screen_width_s_key UNIQUE NULLS NOT DISTINCT (assistant_key, device_type, browser, os, screen_width, screen_height, language),
  constraint clients_assistant_key_fkey FOREIGN KEY (assistant_key) REFERENCES public.assistants(key) ON DELETE CASCADE,
  constraint clients_device_is_known CHECK ((device_type = ANY (ARRAY['mobile'::text, 'tablet'::text, 'desktop'::text])))
);

-- Events of bots: kept apart from those of people, so that no report counts them.
create table analytics.excluded_events (
  assistant_key integer not null,
  event_id uuid not null,
  occurred_at timestamp with time zone not null,
  event_type text not null,
  reason text not null,
  path text not null,
  constraint excluded_events_pkey PRIMARY KEY (assistant_key, event_id),
  constraint excluded_events_assistant_key_fkey FOREIGN KEY (assistant_key) REFERENCES public.assistants(key) ON DELETE CASCADE,
  constraint excluded_events_reason_is_known CHECK ((reason = ANY (ARRAY['user_agent'::text, 'webdriver'::text])))
);

-- Where sessions came from: source, medium, referrer and UTM parameters.
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
  constraint origins_pkey PRIMARY KEY (assistant_key, origin_key),
  constraint origins_assistant_key_digest_key UNIQUE (assistant_key, digest),
  constraint origins_assistant_key_fkey FOREIGN KEY (assistant_key) REFERENCES public.assistants(key) ON DELETE CASCADE
);
comment on column analytics.origins.digest is 'SHA-256 of the other columns: a referrer may be longer than an index entry.';

-- Page views by people. Seconds are visible seconds, known once an exit beacon came.
create table analytics.page_views (
  assistant_key integer not null,
  page_key integer not null,
  viewed_at timestamp with time zone not null,
  session_key bigint not null,
  visitor bigint not null,
  event_id uuid not null,
  seconds_on_page integer,
  location text,
  constraint page_views_pkey PRIMARY KEY (assistant_key, event_id),
  constraint page_views_assistant_key_fkey FOREIGN KEY (assistant_key) REFERENCES public.assistants(key) ON DELETE CASCADE,
  constraint page_views_time_is_within_a_day CHECK (((seconds_on_page >= 0) AND (seconds_on_page <= 86400)))
);
comment on column analytics.page_views.location is 'The full URL, where it is more than the host of the assistant''s website and the path.';
CREATE INDEX page_views_viewed ON analytics.page_views USING btree (assistant_key, viewed_at);

-- Each path of a site, with the title it was last seen with.
create table analytics.pages (
  assistant_key integer not null,
  page_key integer not null generated always as identity,
  path text not null,
  title text,
  title_seen_at timestamp with time zone,
  constraint pages_pkey PRIMARY KEY (assistant_key, page_key),
  constraint pages_assistant_key_fkey FOREIGN KEY (assistant_key) REFERENCES public.assistants(key) ON DELETE CASCADE,
  constraint pages_assistant_key_path_key UNIQUE (assistant_key, path)
);

-- Requests of each key ("key:<id>") or IP hash ("ip:<hash>") in the current minute and day, UTC. A count may pass its limit by one, which marks it as used up.
create unlogged table analytics.rate_limits (
  subject text not null,
  minute timestamp with time zone not null,
  minute_count integer not null,
  day date not null,
  day_count integer not null,
  constraint rate_limits_pkey PRIMARY KEY (subject)
) with (fillfactor=50);
CREATE INDEX rate_limits_day ON analytics.rate_limits USING btree (day);

-- One visitor's activity with gaps of less than 30 minutes. Origin, entry and exit come from the page views of the session; browser, country and IP hash from its first event.
create table analytics.sessions (
  assistant_key integer not null,
  session_key bigint not null generated always as identity,
  visitor bigint not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  entry_page_key integer,
  exit_page_key integer,
  origin_key integer,
  client_key integer not null,
  pages_viewed integer not null default 0,
  widget_seconds integer not null default 0,
  ip_hash bigint,
  engaged boolean not null default false,
  country text,
  ip inet,
  constraint sessions_pkey PRIMARY KEY (assistant_key, session_key),
  constraint sessions_assistant_key_fkey FOREIGN KEY (assistant_key) REFERENCES public.assistants(key) ON DELETE CASCADE,
  constraint sessions_country_is_two_letters CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint sessions_end_after_their_start CHECK ((ended_at >= started_at))
);
comment on column analytics.sessions.ip is 'Only for accounts of the agency plan with a signed data processing agreement.';
CREATE INDEX sessions_started ON analytics.sessions USING btree (assistant_key, started_at);
CREATE INDEX sessions_visitor ON analytics.sessions USING btree (assistant_key, visitor, started_at);

-- What visitors did with the chat widget, and on which page.
create table analytics.widget_events (
  assistant_key integer not null,
  page_key integer not null,
  occurred_at timestamp with time zone not null,
  session_key bigint not null,
  visitor bigint not null,
  event_id uuid not null,
  duration_seconds integer,
  event_type text not null,
  page_load text,
  constraint widget_events_pkey PRIMARY KEY (assistant_key, event_id),
  constraint widget_events_assistant_key_fkey FOREIGN KEY (assistant_key) REFERENCES public.assistants(key) ON DELETE CASCADE,
  constraint widget_events_duration_is_clamped CHECK (((duration_seconds >= 1) AND (duration_seconds <= 14400))),
  constraint widget_events_type_is_known CHECK ((event_type = ANY (ARRAY['widget_open'::text, 'widget_close'::text, 'conversation_start'::text, 'conversation_end'::text, 'inquiry_submit'::text])))
);
comment on column analytics.widget_events.page_load is 'The token of the page load, which the API calls session_id.';
CREATE INDEX widget_events_occurred ON analytics.widget_events USING btree (assistant_key, occurred_at, event_id);

-- Lists, creates and revokes the keys of one account, which is the one of a verified session token.
create function public.manage_api_keys(account_id uuid, action text, arguments jsonb, ip_hash text, at timestamp with time zone)
  returns json
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.manage_api_keys to service_role;

-- Answers one request of a key: who asks, how often, for whose assistant, and then the report. A refusal is an answer with a status, never an exception, which would undo the count.
create function public.query_report(key_hash text, report text, arguments jsonb, ip_hash text, at timestamp with time zone)
  returns json
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.query_report to service_role;

-- Records a batch of one visitor's events. An event id that is known already changes nothing. Events of hosts that are not the assistant's are left out and their hosts named; for an unknown assistant (404) or a foreign origin (403) nothing is recorded.
create function public.record_events(batch jsonb)
  returns jsonb
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.record_events to service_role;

-- A key as its owner sees it again: by its first 18 characters, never by its hash.
create function analytics.api_key_object(key public.api_keys)
  returns jsonb
  stable set search_path="" language sql;

-- A site's own host is never a referrer: without one a page view is direct, unless a campaign brought it. Its location is kept where it says more than website and path.
create function analytics.as_seen_by(assistant public.assistants, page_view jsonb)
  returns jsonb
  immutable set search_path="" language sql;

-- The sixteen hexadecimal digits that hex_to_bigint read.
create function analytics.bigint_to_hex(value bigint)
  returns text
  immutable strict parallel safe set search_path="" language sql;

-- The key of {device_type, browser, os, screen_width, screen_height, language}, which is added when it is new.
create function analytics.client_key(assistant_key integer, client jsonb)
  returns integer
  volatile set search_path="" language plpgsql;

-- Counts one request and tells whether it is within both limits. One row, one statement: parallel requests can't both take the last place.
create function analytics.count_request(subject text, per_minute integer, per_day integer, at timestamp with time zone)
  returns analytics.rate
  volatile set search_path="" language plpgsql;

-- Every new user has an account from the first moment.
create function analytics.create_account()
  returns trigger
  volatile security definer set search_path="" language plpgsql;
CREATE TRIGGER create_account AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION analytics.create_account();

-- Sixteen hexadecimal digits as a signed 64-bit number, in eight bytes.
create function analytics.hex_to_bigint(hex text)
  returns bigint
  immutable strict parallel safe set search_path="" language sql;

-- Whether a host is one of those listed or a subdomain of one, by whole labels.
create function analytics.host_is_allowed(host text, hosts text[])
  returns boolean
  immutable set search_path="" language sql;

-- The host of a URL or host name, in lower case, without port and without a leading "www.".
create function analytics.host_of(address text)
  returns text
  immutable set search_path="" language sql;

-- ISO 8601 in UTC, to the second.
create function analytics.iso_time(instant timestamp with time zone)
  returns text
  immutable strict parallel safe set search_path="" language sql;

-- Until the transaction ends, nobody else records for these visitors: two beacons at once make one session.
create function analytics.lock_visitors(assistant_key integer, visitors bigint[])
  returns void
  volatile set search_path="" language plpgsql;

-- A lower-case ULID: 26 characters that sort by time.
create function analytics.new_ulid(at timestamp with time zone)
  returns text
  volatile set search_path="" language sql;

-- Keeps the titles that the pages of a batch were last seen with.
create function analytics.note_titles(assistant_key integer, events jsonb)
  returns void
  volatile set search_path="" language plpgsql;

-- The key of {source, medium, referrer_url, utm_*}, which is added when it is new.
create function analytics.origin_key(assistant_key integer, origin jsonb)
  returns integer
  volatile set search_path="" language plpgsql;

-- The key of a path, which is added when it is new.
create function analytics.page_key(assistant_key integer, path text)
  returns integer
  volatile set search_path="" language plpgsql;

-- A share in percent with one decimal, rounded half up; 0 where there is nothing to share.
create function analytics.percent(part numeric, whole numeric)
  returns numeric
  immutable parallel safe set search_path="" language sql;

-- Gives a new assistant its id, and keeps its hosts in step with website_url and allowed_hosts.
create function analytics.prepare_assistant()
  returns trigger
  volatile security definer set search_path="" language plpgsql;

-- Records a page view, or completes the one of the same id with its time on page. False for what was known already.
create function analytics.record_page_view(visit analytics.visit, event jsonb)
  returns boolean
  volatile set search_path="" language plpgsql;

-- Records a widget interaction. False for one that was known already.
create function analytics.record_widget_event(visit analytics.visit, event jsonb)
  returns boolean
  volatile set search_path="" language plpgsql;

-- The assistants of an account, newest first; only one where the key is bound to it.
create function analytics.report_assistants(account_id uuid, only_assistant text, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language sql;

-- Sessions that started in [starts, ends) by device type, by browser and by operating system, most first.
create function analytics.report_devices(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone)
  returns json
  stable set search_path="" language sql;

-- Sessions that started in [starts, ends) by country, most first; null where the country is unknown.
create function analytics.report_geography(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone)
  returns json
  stable set search_path="" language sql;

-- Pages viewed in [starts, ends), most viewed first. Sources are those of the sessions that the page views belong to.
create function analytics.report_pages(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language sql;

-- Page views and distinct visitors in every hour or day of [starts, ends), and over the whole of it.
create function analytics.report_pageviews(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, granularity text, page_path text)
  returns json
  stable set search_path="" language sql;

-- Sessions that started in [starts, ends), newest first. The source "social" is every source with that medium.
create function analytics.report_sessions(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, in_country text, from_source text, on_device text, with_widget boolean, with_ip boolean, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language sql;

-- Sessions that started in [starts, ends) by source and medium, most first.
create function analytics.report_traffic_sources(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone)
  returns json
  stable set search_path="" language sql;

-- The stream of widget interactions in [starts, ends), oldest first.
create function analytics.report_widget_events(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language sql;

-- The table of contents: which function answers which report, with its arguments read from the request.
create function analytics.run_report(report text, account_id uuid, assistant public.assistants, only_assistant text, arguments jsonb)
  returns json
  stable set search_path="" language plpgsql;

-- One session as the API shows it.
create function analytics.session_object(session analytics.sessions, with_ip boolean)
  returns json
  stable set search_path="" language sql;

-- The session that activity from starts to ends belongs to: extended, joined with those it now touches, or begun. In whatever order events arrive, the sessions are the same. The caller holds the visitor's lock.
create function analytics.session_of(visit analytics.visit, starts timestamp with time zone, ends timestamp with time zone)
  returns bigint
  volatile set search_path="" language plpgsql;

-- Raw addresses are for the agency plan with a signed data processing agreement, and for nobody else.
create function analytics.stores_ip(account public.accounts)
  returns boolean
  immutable set search_path="" language sql;
