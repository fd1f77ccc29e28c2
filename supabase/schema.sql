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
  retention_days integer not null default 395,
  created_at timestamp with time zone not null default now(),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_id_fkey FOREIGN KEY (id) REFERENCES auth.users(id) ON DELETE CASCADE,
  constraint accounts_plan_is_known CHECK ((plan = ANY (ARRAY['free'::text, 'pro'::text, 'agency'::text]))),
  constraint accounts_retention_is_possible CHECK (((retention_days >= 31) AND (retention_days <= 3660)))
);
comment on column public.accounts.retention_days is 'For how many days what was recorded is kept row by row; rollups remain. The default is the longest range of a report and thirty days in which events may come late.';
alter table public.accounts enable row level security;
create policy "an owner decides how long rows are kept" on public.accounts as permissive for update to authenticated
  using ((id = ( SELECT auth.uid() AS uid)))
  with check ((id = ( SELECT auth.uid() AS uid)));
create policy "an owner reads the account" on public.accounts as permissive for select to authenticated
  using ((id = ( SELECT auth.uid() AS uid)));
grant select on public.accounts to authenticated;
grant select, update on public.accounts to service_role;
grant update (retention_days) on public.accounts to authenticated;

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
  constraint api_keys_scopes_are_known CHECK (((scopes <@ ARRAY['analytics:read'::text, 'events:write'::text, 'visitors:manage'::text]) AND (cardinality(scopes) > 0)))
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
  blocked_ips inet[] not null default '{}'::inet[],
  blocked_hosts text[] not null default '{}'::text[],
  blocked_paths text[] not null default '{}'::text[],
  ab_test_enabled boolean not null default false,
  keep_message_text boolean not null default false,
  created_at timestamp with time zone not null default now(),
  constraint assistants_pkey PRIMARY KEY (id),
  constraint assistants_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE,
  constraint assistants_blocked_hosts_are_few CHECK ((cardinality(blocked_hosts) <= 100)),
  constraint assistants_blocked_hosts_are_hosts CHECK (((array_to_string(blocked_hosts, ' '::text, '!'::text) ~ '^([a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,9}( (?!$)|$))*$'::text) AND (''::text <> ALL (blocked_hosts)))),
  constraint assistants_blocked_ips_are_few CHECK ((cardinality(blocked_ips) <= 100)),
  constraint assistants_blocked_ips_are_there CHECK ((array_position(blocked_ips, NULL::inet) IS NULL)),
  constraint assistants_blocked_paths_are_few CHECK ((cardinality(blocked_paths) <= 100)),
  constraint assistants_blocked_paths_are_paths CHECK (((array_to_string(blocked_paths, ' '::text, '!'::text) ~ '^(/[^*?#\s]{0,254}\*?( (?!$)|$))*$'::text) AND (''::text <> ALL (blocked_paths)))),
  constraint assistants_hosts_are_few CHECK ((cardinality(allowed_hosts) <= 50)),
  constraint assistants_hosts_fit CHECK ((char_length(array_to_string(allowed_hosts, ' '::text)) <= 10000)),
  constraint assistants_key_key UNIQUE (key),
  constraint assistants_name_fits CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  constraint assistants_type_is_known CHECK ((type = 'website_widget'::text)),
  constraint assistants_website_fits CHECK ((char_length(website_url) <= 2000)),
  constraint assistants_website_is_a_url CHECK ((website_url ~* '^https?://[^/?#@\s]+'::text))
);
comment on column public.assistants.key is 'The short key that every recorded row leads with.';
comment on column public.assistants.hosts is 'The hosts whose pages may report, each with its subdomains: kept by a trigger from website_url and allowed_hosts.';
comment on column public.assistants.blocked_ips is 'Addresses and ranges whose events are kept apart, such as those of the office. They are what the owner writes down, perhaps of persons.';
comment on column public.assistants.blocked_hosts is 'Hosts, each with its subdomains, whose events are kept apart: those that happened there, and page views that they referred.';
comment on column public.assistants.blocked_paths is 'Paths, as they are in a URL, whose events are kept apart; one that ends in * is all paths that begin so.';
comment on column public.assistants.ab_test_enabled is 'Whether the chat widget is shown to a part of the visitors only, so that purchases are reported by group too.';
comment on column public.assistants.keep_message_text is 'Whether the texts of messages are kept, for thirty days; without, none is ever stored.';
CREATE INDEX assistants_account ON public.assistants USING btree (account_id, created_at DESC, id);
CREATE TRIGGER assistants_are_forgotten AFTER DELETE ON public.assistants FOR EACH ROW EXECUTE FUNCTION analytics.forget_assistant();
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
grant update (name, website_url, allowed_hosts, blocked_ips, blocked_hosts, blocked_paths, ab_test_enabled, keep_message_text) on public.assistants to authenticated;

-- What a euro costs in other currencies, each rate from a day in UTC until the next: an operator adds them. A purchase in a currency that has none on its day counts as an order and not as revenue.
create table public.exchange_rates (
  currency text not null,
  valid_from date not null,
  units_per_euro numeric not null,
  constraint exchange_rates_pkey PRIMARY KEY (currency, valid_from),
  constraint exchange_rates_currency_is_another CHECK (((currency ~ '^[A-Z]{3}$'::text) AND (currency <> 'EUR'::text))),
  constraint exchange_rates_rate_is_positive CHECK (((units_per_euro > (0)::numeric) AND (units_per_euro < 'Infinity'::numeric)))
);
alter table public.exchange_rates enable row level security;
grant delete, insert, select, update on public.exchange_rates to service_role;

-- Links that show the overview of one assistant to whoever has them, by the SHA-256 of their token, which is shown once and stored nowhere. A row with revoked_at is dead.
create table public.share_links (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  assistant_id text not null,
  name text not null,
  token_hash bytea not null,
  last_used_at timestamp with time zone,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint share_links_pkey PRIMARY KEY (id),
  constraint share_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.accounts(id) ON DELETE CASCADE,
  constraint share_links_assistant_id_fkey FOREIGN KEY (assistant_id) REFERENCES public.assistants(id) ON DELETE CASCADE,
  constraint share_links_hash_is_sha256 CHECK ((octet_length(token_hash) = 32)),
  constraint share_links_name_fits CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
  constraint share_links_token_hash_key UNIQUE (token_hash)
);
comment on column public.share_links.last_used_at is 'To the minute: a link that many look at is not written at every request.';
CREATE INDEX share_links_account ON public.share_links USING btree (account_id, created_at DESC);
CREATE INDEX share_links_assistant ON public.share_links USING btree (assistant_id);
alter table public.share_links enable row level security;
create policy "an owner reads the share links" on public.share_links as permissive for select to authenticated
  using ((account_id = ( SELECT auth.uid() AS uid)));
grant select (id, account_id, assistant_id, name, last_used_at, expires_at, revoked_at, created_at) on public.share_links to authenticated;

-- Hosts, each with its subdomains, whose referrals are spam: an operator adds them, such as those of a public list.
create table public.spam_hosts (
  host text not null,
  constraint spam_hosts_pkey PRIMARY KEY (host),
  constraint spam_hosts_host_is_one CHECK (((host ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$'::text) AND (char_length(host) <= 253)))
);
alter table public.spam_hosts enable row level security;
grant delete, insert, select, update on public.spam_hosts to service_role;

-- Whether a request goes on: 200, with the account and, where the key is bound to one, the assistant; else what to answer; and whether a share link is what opens it. The rate is there in any case but that of a request that is continued.
create type analytics.admission (
  status integer,
  reason text,
  rate analytics.rate,
  account_id uuid,
  assistant_id text,
  is_shared boolean
);

-- Which entries are chosen of the line that begins on a day.
create type analytics.chosen_line (
  first_day date,
  bits bit varying
);

-- Conversations by their start, and those of them that are closed, archived or reached a terminal state; messages by their own time, and the people who sent any. Who is not known is somebody else in each conversation.
create type analytics.conversation_totals (
  conversations bigint,
  completed bigint,
  messages bigint,
  people bigint
);

-- Distinct visitors who viewed a page, and of those who did something with the widget how many opened it, started a conversation and submitted an inquiry, or came further than that.
create type analytics.funnel (
  name text,
  visitors bigint,
  opened bigint,
  started bigint,
  submitted bigint
);

-- What analytics.periods says of the half hours of a day.
create type analytics.half_hours (
  views_to integer[],
  visitors_to integer[],
  visitors_from integer[],
  visitors_across integer[]
);

-- Of the line of visitors that begins on a day, parted at a quarter of an hour of each UTC day (from 0 to 95): entries all of whose page views were early, before it, or late, from it on, and those across it; and at a visitor's first entry of a day whether page views of theirs were early, late, or late and on the day after it early.
create type analytics.line_side (
  first_day date,
  quarter integer,
  wholly_early bit varying,
  wholly_late bit varying,
  across bit varying,
  came_early bit varying,
  came_late bit varying,
  came_back bit varying
);

-- A day on the clocks of a zone: the instant at which it begins and when that is in UTC, and the instant at which it ends. It is plain where it has 24 hours and what there is of the UTC days that it is on is rolled up.
create type analytics.local_day (
  bucket timestamp with time zone,
  day date,
  milliseconds integer,
  ends timestamp with time zone,
  is_plain boolean
);

-- An event on its way into the log: its place in the call, the type it was sent with as kind, and what else was sent as fields, with the keys of what it names.
create type analytics.log_entry (
  place integer,
  assistant_key integer,
  event_id uuid,
  kind text,
  happened_at timestamp with time zone,
  conversation_key bigint,
  fields jsonb
);

-- Page views and distinct visitors of a range; of the sessions that started in it how many, how many bounced, the sum of their seconds, and in how many the widget was opened.
create type analytics.overview (
  pageviews bigint,
  visitors bigint,
  sessions bigint,
  bounces bigint,
  seconds bigint,
  engaged bigint
);

-- What a report says of a page: page views, distinct visitors, the mean of the known times on page, openings of the widget, and at most two sources. One without a page has the total number of pages.
create type analytics.page_figures (
  total bigint,
  page_key integer,
  path text,
  title text,
  pageviews bigint,
  visitors bigint,
  avg_seconds numeric,
  opens bigint,
  sources json
);

-- A half-open range of time, or what is wrong with what was asked: zone, order or length.
create type analytics.period (
  starts timestamp with time zone,
  ends timestamp with time zone,
  problem text
);

-- The session of an event as it is to be, as it is stored (null for a new one), the IP address to be stored with its start, and the UTC days on which a report may now say something else.
create type analytics.placement (
  session analytics.sessions,
  stored analytics.sessions,
  ip inet,
  changed datemultirange
);

-- What X-RateLimit-* say: the window with the fewest requests left, reset in Unix seconds.
create type analytics.rate (
  allowed boolean,
  "limit" integer,
  remaining integer,
  reset bigint
);

-- What a report is about: the days from first up to, but not, until on the clocks of a zone, thus the instants from starts up to ends, thus the UTC days from first_day up to until_day, of which opened are not rolled up; and, by the filters given, which sessions, null for all. It is unfiltered where it is about all sessions, perhaps of one page, on UTC days.
create type analytics.scope (
  assistant_key integer,
  first date,
  until date,
  zone text,
  starts timestamp with time zone,
  ends timestamp with time zone,
  first_day date,
  until_day date,
  opened date[],
  filters text[],
  is_unfiltered boolean,
  clients integer[],
  origins integer[],
  or_without_origin boolean,
  country text,
  engaged boolean,
  entry_page integer,
  page integer
);

-- Which sessions a list is about; null for all. The source "social" is every source with that medium.
create type analytics.session_filter (
  country text,
  source text,
  device_type text,
  engaged boolean
);

-- How long a list of sessions is, and one page of it, newest first.
create type analytics.session_list (
  total bigint,
  listed analytics.sessions[]
);

-- How long a list is, on which days the sessions of one page of it started, newest first, and how many come before those days.
create type analytics.session_page (
  total bigint,
  skipped bigint,
  days analytics.stretch[]
);

-- What is known of a conversation or an intervention that the counts of a day depend on, and whose it is.
create type analytics.standing (
  assistant_key integer,
  day date,
  actor_key bigint,
  state text
);

-- Days, how many sessions of a list started on them, and in which hours of the day (bit n for hour n).
create type analytics.stretch (
  first_day date,
  days smallint,
  sessions bigint,
  hours integer
);

-- Who sent a batch of events to which assistant, and from which browser (any object with its fields).
create type analytics.visit (
  assistant_key integer,
  website_url text,
  hosts text[],
  visitor bigint,
  client jsonb,
  country text,
  ip_hash bigint,
  ip inet
);

-- What was found in conversations. All are kept; the latest of a conversation, by the primary key, counts. Selzee: everything of conversation-insights but clicks and reactions. Logicdialog: sentiment.
create table analytics.analyses (
  assistant_key integer not null,
  conversation_key bigint not null,
  analyzed_at timestamp with time zone not null,
  event_id uuid not null,
  human_intervention_needed boolean,
  mood text,
  sentiment text,
  outcome text,
  intents text[] not null,
  products text[] not null,
  complaints text[] not null,
  missing_information text[] not null,
  constraint analyses_pkey PRIMARY KEY (assistant_key, conversation_key, analyzed_at, event_id),
  constraint analyses_mood_is_known CHECK ((mood = ANY (ARRAY['happy'::text, 'angry'::text, 'neutral'::text]))),
  constraint analyses_outcome_is_known CHECK ((outcome = ANY (ARRAY['success'::text, 'fail'::text, 'neutral'::text]))),
  constraint analyses_sentiment_is_known CHECK ((sentiment = ANY (ARRAY['positive'::text, 'neutral'::text, 'negative'::text])))
);
CREATE INDEX analyses_analyzed ON analytics.analyses USING btree (assistant_key, analyzed_at);

-- Conversations that were analyzed, with what the latest analysis says of each.
create view analytics.analyzed_conversations (
  assistant_key integer,
  conversation_key bigint,
  started_at timestamp with time zone,
  sentiment text,
  outcome text
);

-- One bit for each entry of a line, filled up to whole words of 64: for a trait by its key, else for a binary digit or power by its number, else 0. Where none is set there may be no bitmap.
create table analytics.bitmaps (
  assistant_key integer not null,
  arranged analytics.arrangement not null,
  first_day date not null,
  mark analytics.mark not null,
  number integer not null,
  bits bit varying not null,
  constraint bitmaps_pkey PRIMARY KEY (assistant_key, arranged, first_day, mark, number)
) with (toast_tuple_target=128);

-- Logicdialog: how often each event of the workspace was called.
create table analytics.bot_events (
  assistant_key integer not null,
  conversation_key bigint,
  occurred_at timestamp with time zone not null,
  event_id uuid not null,
  person_key bigint,
  name_key bigint not null,
  constraint bot_events_pkey PRIMARY KEY (assistant_key, occurred_at, event_id)
);

-- Seasalt: calls by direction, and their minutes.
create table analytics.calls (
  assistant_key integer not null,
  conversation_key bigint,
  started_at timestamp with time zone not null,
  event_id uuid not null,
  person_key bigint,
  channel_key bigint,
  agent_key bigint,
  duration_seconds integer not null,
  direction text not null,
  constraint calls_pkey PRIMARY KEY (assistant_key, started_at, event_id),
  constraint calls_direction_is_known CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
  constraint calls_duration_is_positive CHECK ((duration_seconds >= 0))
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
  digest bytea not null,
  constraint clients_pkey PRIMARY KEY (assistant_key, client_key),
  constraint clients_assistant_key_digest_key UNIQUE (assistant_key, digest),
  constraint clients_device_is_known CHECK ((device_type = ANY (ARRAY['mobile'::text, 'tablet'::text, 'desktop'::text])))
);
comment on column analytics.clients.digest is 'SHA-256 of the other columns, by which nulls too are found at once.';

-- What events said of a conversation, by the columns of analytics.conversations. For each column the latest that said something counts, in whatever order they arrived.
create table analytics.conversation_changes (
  assistant_key integer not null,
  conversation_key bigint not null,
  changed_at timestamp with time zone not null,
  event_id uuid not null,
  fields jsonb not null,
  constraint conversation_changes_pkey PRIMARY KEY (assistant_key, conversation_key, changed_at, event_id)
);

-- The UTC days on which something happened in a conversation. Selzee: conversations with activity.
create table analytics.conversation_days (
  assistant_key integer not null,
  conversation_key bigint not null,
  day date not null,
  first_activity_at timestamp with time zone not null,
  last_activity_at timestamp with time zone not null,
  constraint conversation_days_pkey PRIMARY KEY (assistant_key, conversation_key, day)
);
CREATE INDEX conversation_days_first ON analytics.conversation_days USING btree (assistant_key, first_activity_at);
CREATE INDEX conversation_days_last ON analytics.conversation_days USING btree (assistant_key, last_activity_at);

-- One row a conversation, folded from its events. Seasalt: conversations by started_at and handling_status, users by channel. Sarufi: conversations by started_at, completion by status and reached_terminal. Logicdialog: users by channel, country, language, rating and topic. Selzee: activity and duration, chatted by token_key and started_at, source by opened_by.
create table analytics.conversations (
  assistant_key integer not null,
  conversation_key bigint not null,
  conversation_id text not null,
  noted_at timestamp with time zone not null,
  declared_start_at timestamp with time zone,
  first_activity_at timestamp with time zone,
  last_activity_at timestamp with time zone,
  ended_at timestamp with time zone,
  started_at timestamp with time zone not null generated always as (COALESCE(declared_start_at, first_activity_at, noted_at)) stored,
  person_key bigint,
  token_key bigint,
  channel_key bigint,
  language_key bigint,
  topic_key bigint,
  state_key bigint,
  rating_key bigint,
  country_key bigint,
  is_answered boolean not null default false,
  reached_terminal boolean not null default false,
  status text not null default 'open'::text,
  handling_status text,
  opened_by text,
  constraint conversations_pkey PRIMARY KEY (assistant_key, conversation_key),
  constraint conversations_handling_status_is_known CHECK ((handling_status = ANY (ARRAY['RESOLVED'::text, 'PENDING'::text, 'FOLLOW_UP'::text]))),
  constraint conversations_opened_by_is_known CHECK ((opened_by = ANY (ARRAY['popup'::text, 'chat_button'::text]))),
  constraint conversations_status_is_known CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text, 'archived'::text])))
) with (fillfactor=80);
comment on column analytics.conversations.noted_at is 'Its earliest event of any kind but an analysis.';
comment on column analytics.conversations.declared_start_at is 'Its earliest event conversation.started.';
comment on column analytics.conversations.first_activity_at is 'The first and, beside it, the last that somebody did in it: it started, or there was a message, a call, a reaction, a click, a bot event or a handover. Labels, updates, analyses, purchases and its end are said of it, maybe days later.';
comment on column analytics.conversations.ended_at is 'Its latest event conversation.ended; it may have gone on since.';
comment on column analytics.conversations.token_key is 'The browser''s user token, one of analytics.people.';
comment on column analytics.conversations.is_answered is 'Whether there is a message of BOT or AGENT.';
comment on column analytics.conversations.reached_terminal is 'Whether any event said that a terminal state was reached.';
CREATE INDEX conversations_person ON analytics.conversations USING btree (assistant_key, person_key) WHERE (person_key IS NOT NULL);
CREATE INDEX conversations_started ON analytics.conversations USING btree (assistant_key, started_at);
CREATE INDEX conversations_token ON analytics.conversations USING btree (assistant_key, token_key, started_at) WHERE (token_key IS NOT NULL);

-- What a day says of each measure. Quarters of an hour are what days of all time zones are made of.
create table analytics.count_rollups (
  assistant_key integer not null,
  measure analytics.measure not null,
  day date not null,
  key bigint not null,
  amount bigint not null,
  quarters smallint[] not null,
  amounts bigint[] not null,
  constraint count_rollups_pkey PRIMARY KEY (assistant_key, measure, day, key) INCLUDE (amount)
);
comment on column analytics.count_rollups.quarters is 'Ascending: the quarters of an hour, 0 to 95, in which something happened; amounts goes with it, summed up from the start of the day.';

-- Events that no report counts: of bots, of spam, and of what is blocked. Of each its id and the reason, so that none is counted twice among those, nor ever among those of people.
create table analytics.excluded_events (
  assistant_key integer not null,
  event_id uuid not null,
  occurred_at timestamp with time zone not null,
  reason text not null,
  constraint excluded_events_pkey PRIMARY KEY (assistant_key, event_id),
  constraint excluded_events_reason_is_known CHECK ((reason = ANY (ARRAY['host_not_allowed'::text, 'blocked_ip'::text, 'bot'::text, 'blocked_host'::text, 'blocked_path'::text, 'referrer_spam'::text])))
);

-- How many events were kept apart, by quarter of an hour and reason: in quarters, since there are time zones whose days begin at one. They say nothing of anybody.
create table analytics.exclusions (
  assistant_key integer not null,
  starts timestamp with time zone not null,
  reason text not null,
  events bigint not null,
  constraint exclusions_pkey PRIMARY KEY (assistant_key, starts, reason)
);

-- What events said of an intervention, by the columns of analytics.interventions: as analytics.conversation_changes.
create table analytics.intervention_changes (
  assistant_key integer not null,
  intervention_key bigint not null,
  changed_at timestamp with time zone not null,
  event_id uuid not null,
  fields jsonb not null,
  constraint intervention_changes_pkey PRIMARY KEY (assistant_key, intervention_key, changed_at, event_id)
);

-- Handovers to a live agent, folded from their events. Logicdialog: interventions by started_at, by channel, topic and outcome; time from request to acceptance and from acceptance to end, by agent. Seasalt: requests of live agents by requested_at.
create table analytics.interventions (
  assistant_key integer not null,
  intervention_key bigint not null,
  intervention_id text not null,
  requested_at timestamp with time zone,
  accepted_at timestamp with time zone,
  ended_at timestamp with time zone,
  started_at timestamp with time zone not null generated always as (COALESCE(requested_at, accepted_at, ended_at)) stored,
  conversation_key bigint,
  agent_key bigint,
  topic_key bigint,
  outcome_key bigint,
  channel_key bigint,
  constraint interventions_pkey PRIMARY KEY (assistant_key, intervention_key)
);
comment on column analytics.interventions.requested_at is 'The earliest request; accepted_at is the earliest acceptance, ended_at the latest end.';
comment on column analytics.interventions.topic_key is 'Null, like channel_key, where nothing else was said than of the conversation.';
CREATE INDEX interventions_conversation ON analytics.interventions USING btree (assistant_key, conversation_key);
CREATE INDEX interventions_started ON analytics.interventions USING btree (assistant_key, started_at);

-- Those of whom there are messages or clicks that are kept, and were others before them: they are not new. Logicdialog: created users.
create table analytics.known_people (
  assistant_key integer not null,
  actor_key bigint not null,
  constraint known_people_pkey PRIMARY KEY (assistant_key, actor_key)
);

-- Seasalt: how often each label was used.
create table analytics.labels_applied (
  assistant_key integer not null,
  conversation_key bigint not null,
  applied_at timestamp with time zone not null,
  event_id uuid not null,
  label_key bigint not null,
  constraint labels_applied_pkey PRIMARY KEY (assistant_key, applied_at, event_id)
);
CREATE INDEX labels_applied_conversation ON analytics.labels_applied USING btree (assistant_key, conversation_key);

-- Where in a line the entries of a country, a source, a page or an hour (its key, that of an hour its first instant in UTC) begin, from 0, and how many there are; all have one key, null, where nothing comes first.
create table analytics.lineup_keys (
  assistant_key integer not null,
  arranged analytics.arrangement not null,
  first_day date not null,
  place integer not null,
  key text,
  entries integer not null,
  constraint lineup_keys_pkey PRIMARY KEY (assistant_key, arranged, first_day, place) INCLUDE (key, entries)
);

-- The distinct visitors of the entries of a key, with the places of their first ones: one quarter of all visitors, 1 to 4, so that processes share them. Of lines by hour there are none: no hour is in two lines.
create table analytics.lineup_visitors (
  assistant_key integer not null,
  arranged analytics.arrangement not null,
  first_day date not null,
  quarter smallint not null,
  key_place integer not null,
  visitors bigint[] not null,
  places integer[] not null,
  elsewhere bigint[] not null default '{}'::bigint[],
  elsewhere_at integer[] not null default '{}'::integer[],
  constraint lineup_visitors_pkey PRIMARY KEY (assistant_key, arranged, first_day, quarter, key_place)
);
comment on column analytics.lineup_visitors.elsewhere is 'Those of them who are in other lines with this key too, whose entries have the mark of that name, with the places of these in elsewhere_at.';

-- The stays of 16 days in line: each is an entry, arranged by country or source too; arranged by page it is one for each page that it viewed or, if it began then, the session viewed later; by hour, one for each hour of the UTC day in which it viewed something.
create table analytics.lineups (
  assistant_key integer not null,
  arranged analytics.arrangement not null,
  first_day date not null,
  days datemultirange not null,
  made_on date not null,
  entries integer not null,
  entry_pages integer[] not null,
  exit_pages integer[] not null,
  actors bigint[] not null,
  acted_at integer[] not null,
  acted_with text[] not null,
  constraint lineups_pkey PRIMARY KEY (assistant_key, arranged, first_day),
  constraint lineups_begin_with_a_period CHECK ((((first_day - '0001-01-01'::date) % 16) = 0))
);
comment on column analytics.lineups.days is 'Of which of the 16 days the stays in line are those that are kept: not of what is still to come, and of none that was rolled up anew since. A line is made anew on a later day than made_on.';
comment on column analytics.lineups.entry_pages is 'Of the line of visitors: the page that the session of each entry began with, and with exit_pages ended with.';
comment on column analytics.lineups.actors is 'The visitors of the entries in which the widget was opened, which are at the places of acted_at, with the keys of acted_with.';

-- Logicdialog: clicks by link, active users. Selzee: products clicked (those with product_key) by conversation, click-throughs.
create table analytics.link_clicks (
  assistant_key integer not null,
  conversation_key bigint,
  clicked_at timestamp with time zone not null,
  event_id uuid not null,
  actor_key bigint,
  person_key bigint,
  url_key bigint not null,
  product_key bigint,
  response_key bigint,
  constraint link_clicks_pkey PRIMARY KEY (assistant_key, clicked_at, event_id)
);
comment on column analytics.link_clicks.actor_key is 'As that of a message; null where nothing is known.';
comment on column analytics.link_clicks.person_key is 'Who clicked; null where it is the conversation''s person.';
CREATE INDEX link_clicks_actor ON analytics.link_clicks USING btree (assistant_key, actor_key, clicked_at) INCLUDE (conversation_key);
CREATE INDEX link_clicks_conversation ON analytics.link_clicks USING btree (assistant_key, conversation_key);

-- UTC days on which anything of the log happened: rolled up, or yet to be. Only of a day that is rolled are the rollups true.
create table analytics.log_days (
  assistant_key integer not null,
  day date not null,
  rolled boolean not null default false,
  known_from date,
  constraint log_days_pkey PRIMARY KEY (assistant_key, day)
);
comment on column analytics.log_days.known_from is 'As that of analytics.periods.';
CREATE INDEX log_days_due ON analytics.log_days USING btree (day) WHERE (NOT rolled);
CREATE INDEX log_days_open ON analytics.log_days USING btree (assistant_key, day) WHERE (NOT rolled);

-- All that is counted over the log, straight from what was recorded: the definition of every measure. The key is that of a channel, a topic, a response, a link, an agent and so on, or 0; of conversations it is that of their handling status. An amount is 1, or the seconds of a call, or the milliseconds of an intervention.
create view analytics.log_facts (
  assistant_key integer,
  measure analytics.measure,
  key bigint,
  happened_at timestamp with time zone,
  amount bigint
);

-- Who was there as what and when, straight from what was recorded: the definition of every distinct count. How many did both of two things is the sum of those who did either, less those who did at least one. The weight of a conversation is its counted length in microseconds; of each of its days, its first and last moments are there.
create view analytics.log_presences (
  assistant_key integer,
  presence analytics.presence,
  key bigint,
  actor_key bigint,
  happened_at timestamp with time zone,
  weight bigint
);

-- The ids of all events of the log, of whatever kind, but of those that follow from what a page has recorded: an event that arrives again is known by its id and changes nothing.
create table analytics.logged_events (
  assistant_key integer not null,
  event_id uuid not null,
  happened_on date not null,
  constraint logged_events_pkey PRIMARY KEY (assistant_key, event_id)
);
CREATE INDEX logged_events_day ON analytics.logged_events USING btree (assistant_key, happened_on);

-- The texts of messages, of those platforms that send them and those assistants that keep them, for thirty days. Shown with their conversation only.
create table analytics.message_texts (
  assistant_key integer not null,
  event_id uuid not null,
  sent_on date not null,
  text text not null,
  constraint message_texts_pkey PRIMARY KEY (assistant_key, event_id)
);
CREATE INDEX message_texts_sent ON analytics.message_texts USING btree (sent_on);

-- Seasalt: messages by sender and direction, by weekday and hour, and by their conversation's channel. Sarufi: messages and their users. Logicdialog: messages of CUSTOMER, active users, inputs by is_free_text and intent_key, responses shown by response_key and triggered_by, topics. Selzee: messages of BOT.
create table analytics.messages (
  assistant_key integer not null,
  conversation_key bigint not null,
  sent_at timestamp with time zone not null,
  event_id uuid not null,
  actor_key bigint not null,
  person_key bigint,
  response_key bigint,
  intent_key bigint,
  topic_key bigint,
  agent_key bigint,
  confidence double precision,
  is_free_text boolean not null,
  sender text not null,
  direction text not null,
  triggered_by text,
  constraint messages_pkey PRIMARY KEY (assistant_key, sent_at, event_id),
  constraint messages_confidence_is_a_share CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint messages_direction_is_known CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
  constraint messages_sender_is_known CHECK ((sender = ANY (ARRAY['CUSTOMER'::text, 'AGENT'::text, 'BOT'::text, 'SYSTEM'::text]))),
  constraint messages_trigger_is_known CHECK ((triggered_by = ANY (ARRAY['button'::text, 'language'::text])))
);
comment on column analytics.messages.actor_key is 'Whose message it is as far as is known: the message''s person, else the conversation''s, else its user token, else somebody who is only known from the conversation: its key, inverted.';
comment on column analytics.messages.person_key is 'Whose message it is; null where it is the conversation''s person.';
comment on column analytics.messages.response_key is 'The response of the bot that was shown.';
comment on column analytics.messages.topic_key is 'What it is about; null where it is the conversation''s topic.';
comment on column analytics.messages.is_free_text is 'Whether it was written, not chosen. With an intent it has been understood, without it has not.';
CREATE INDEX messages_actor ON analytics.messages USING btree (assistant_key, actor_key, sent_at) INCLUDE (conversation_key, sender, direction) WHERE ((sender = 'CUSTOMER'::text) OR (direction = 'inbound'::text));
CREATE INDEX messages_conversation ON analytics.messages USING btree (assistant_key, conversation_key);

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
  constraint origins_assistant_key_digest_key UNIQUE (assistant_key, digest)
);
comment on column analytics.origins.digest is 'SHA-256 of the other columns: a referrer may be longer than an index entry.';

-- What a period says of each page, and as page 0 of the whole site. Arrays of one kind go together: place by place.
create table analytics.page_rollups (
  assistant_key integer not null,
  page_key integer not null,
  days smallint not null,
  first_day date not null,
  pageviews integer not null,
  timed_views integer not null,
  widget_opens integer not null,
  seconds bigint not null,
  gaps smallint[] not null,
  visitors_beyond integer[] not null,
  sources text[],
  source_views integer[],
  hours smallint[],
  hour_views integer[],
  hour_visitors integer[],
  constraint page_rollups_pkey PRIMARY KEY (assistant_key, page_key, days, first_day)
);
comment on column analytics.page_rollups.timed_views is 'Page views whose time on page is known; seconds is the sum of it.';
comment on column analytics.page_rollups.gaps is 'Ascending: how many days before the period its returning visitors had viewed the page last, up to 364.';
comment on column analytics.page_rollups.visitors_beyond is 'How many visitors in all, then for each gap how many who had stayed away for longer. Those who had stayed away for longer than since the start of a range are the ones the range meets here first: so distinct visitors add up.';
comment on column analytics.page_rollups.hours is 'For single days: the hours with page views, 0 to 23, UTC.';
CREATE INDEX page_rollups_ranked ON analytics.page_rollups USING btree (assistant_key, days, first_day) INCLUDE (page_key, pageviews);

-- Page views by people. One belongs to the session of its visitor that spans it. Seconds are visible seconds, known once an exit beacon came.
create table analytics.page_views (
  assistant_key integer not null,
  page_key integer not null,
  viewed_at timestamp with time zone not null,
  visitor bigint not null,
  event_id uuid not null,
  seconds_on_page integer,
  viewed_on date not null generated always as (((viewed_at AT TIME ZONE 'UTC'::text))::date) stored,
  location text,
  constraint page_views_pkey PRIMARY KEY (event_id, assistant_key),
  constraint page_views_time_is_within_a_day CHECK (((seconds_on_page >= 0) AND (seconds_on_page <= 86400)))
);
comment on column analytics.page_views.viewed_on is 'The UTC day.';
comment on column analytics.page_views.location is 'The full URL, where it is more than the host of the assistant''s website and the path.';
CREATE INDEX page_views_day ON analytics.page_views USING btree (assistant_key, viewed_on, visitor);

-- Each path of a site, with the title it was last seen with.
create table analytics.pages (
  assistant_key integer not null,
  page_key integer not null generated always as identity,
  path text not null,
  title text,
  title_seen_at timestamp with time zone,
  constraint pages_pkey PRIMARY KEY (assistant_key, page_key),
  constraint pages_assistant_key_path_key UNIQUE (assistant_key, path)
);

-- Users of the platforms that report, and user tokens of browsers. Selzee: the group of a token, by its last character.
create table analytics.people (
  assistant_key integer not null,
  person_key bigint not null,
  person_id text not null,
  seen_on date not null default ((now() AT TIME ZONE 'UTC'::text))::date,
  constraint people_pkey PRIMARY KEY (assistant_key, person_key)
);
comment on column analytics.people.seen_on is 'The day, to the month, on which an event last named them: whom none has named for longer than rows are kept is forgotten.';

-- UTC days on which something was recorded, and the periods of 4, 16, 64 and 256 days that hold them: rolled up, or yet to be. Only a period that is rolled has rollups that are true; then all within it that have any data are rolled too.
create table analytics.periods (
  assistant_key integer not null,
  days smallint not null,
  first_day date not null,
  rolled boolean not null default false,
  widget_events integer not null default 0,
  sessions integer not null default 0,
  bounces integer not null default 0,
  engaged integer not null default 0,
  session_seconds bigint not null default 0,
  views_to integer[],
  visitors_to integer[],
  visitors_from integer[],
  visitors_across integer[],
  known_from date,
  lined boolean not null default false,
  constraint periods_pkey PRIMARY KEY (assistant_key, days, first_day),
  constraint periods_begin_at_a_multiple_of_their_length CHECK ((((first_day - '0001-01-01'::date) % (days)::integer) = 0)),
  constraint periods_lengths_are_powers_of_four CHECK ((days = ANY (ARRAY[1, 4, 16, 64, 256])))
);
comment on column analytics.periods.widget_events is 'How many there are in the period, once it is rolled.';
comment on column analytics.periods.sessions is 'How many started in the period, once it is rolled; so many of them bounced, in so many the widget was opened, and so many seconds they lasted in all.';
comment on column analytics.periods.views_to is 'Of a single day that is rolled: the page views before each half hour, 0:00 to 24:00 UTC. Of as many half hours: how many visitors viewed a page before it (visitors_to), from then on (visitors_from), and both before it and on the day before from the same time on (visitors_across): so the visitors of 24 hours add up, at whatever half hour a day begins.';
comment on column analytics.periods.known_from is 'Of whom was there earlier the period knows from this day on only: rows before it were gone when it was rolled up. Null where it knows of all that its visitors are told apart by.';
comment on column analytics.periods.lined is 'Of a single day that is rolled: whether its stays stand in all lines.';
CREATE INDEX periods_due ON analytics.periods USING btree (((first_day + (days)::integer))) WHERE (NOT rolled);
CREATE INDEX periods_open ON analytics.periods USING btree (assistant_key, days, first_day) WHERE (NOT rolled);
CREATE INDEX periods_unlined ON analytics.periods USING btree (assistant_key, first_day) WHERE ((days = 1) AND rolled AND (NOT lined));

-- Who was there on a day, counted as analytics.page_rollups counts visitors.
create table analytics.presence_rollups (
  assistant_key integer not null,
  presence analytics.presence not null,
  day date not null,
  key bigint not null,
  gaps integer[] not null,
  people_beyond integer[] not null,
  weights_beyond bigint[] not null,
  hours smallint[] not null,
  hour_people integer[] not null,
  constraint presence_rollups_pkey PRIMARY KEY (assistant_key, presence, day, key)
);
comment on column analytics.presence_rollups.gaps is 'Ascending: how many days before the day those who were there had been there last.';
comment on column analytics.presence_rollups.people_beyond is 'How many were there in all, then for each gap how many who had stayed away for longer; weights_beyond are the sums of their weights.';
comment on column analytics.presence_rollups.hours is 'The hours in which anybody was there, 0 to 23, UTC; hour_people, how many different ones in each.';

-- Selzee: orders and revenue by token. All events of an order number are kept; the first by the primary key counts.
create table analytics.purchases (
  assistant_key integer not null,
  conversation_key bigint,
  purchased_at timestamp with time zone not null,
  event_id uuid not null,
  person_key bigint,
  token_key bigint,
  buyer_key bigint,
  chat_at timestamp with time zone,
  last_chat_at timestamp with time zone,
  previous_at timestamp with time zone,
  previous_chat_at timestamp with time zone,
  value numeric(16,4) not null,
  currency text not null,
  order_number text not null,
  visitor_group smallint,
  is_first boolean not null default false,
  purchased_on date not null generated always as (((purchased_at AT TIME ZONE 'UTC'::text))::date) stored,
  constraint purchases_pkey PRIMARY KEY (assistant_key, order_number, purchased_at, event_id),
  constraint purchases_currency_is_three_letters CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint purchases_value_is_positive CHECK ((value >= (0)::numeric)),
  constraint purchases_visitor_group_is_known CHECK ((visitor_group = ANY (ARRAY[0, 1])))
);
comment on column analytics.purchases.buyer_key is 'Whose it is: its token, that of its conversation, its person, that of its conversation, and where nobody is known its conversation or itself.';
comment on column analytics.purchases.chat_at is 'The latest start before it of a conversation of the same token, or of the one that it names.';
comment on column analytics.purchases.last_chat_at is 'The latest chat_at of its buyer''s purchases up to it. A buyer has chatted after an instant and before it where this is after that instant.';
comment on column analytics.purchases.previous_at is 'Its buyer''s purchase before and, beside it, that one''s last_chat_at. From an instant on, those whose previous one is earlier are as many as different buyers. All three are kept of first events of orders.';
comment on column analytics.purchases.visitor_group is 'The last character of its token, where that is 0 or 1.';
comment on column analytics.purchases.is_first is 'Whether it is the first event of its order number.';
CREATE INDEX purchases_buyer ON analytics.purchases USING btree (assistant_key, buyer_key);
CREATE INDEX purchases_conversation ON analytics.purchases USING btree (assistant_key, conversation_key) WHERE (conversation_key IS NOT NULL);
CREATE INDEX purchases_first ON analytics.purchases USING btree (assistant_key, purchased_at) INCLUDE (purchased_on, last_chat_at, previous_at, previous_chat_at, value, currency, visitor_group) WHERE is_first;

-- Requests of each key ("key:<id>"), share link ("share:<id>"), signed-in account ("account:<id>") or IP hash ("ip:<hash>") in the current minute and day, UTC. A count may pass its limit by one, which marks it as used up.
create unlogged table analytics.rate_limits (
  subject text not null,
  minute timestamp with time zone not null,
  minute_count integer not null,
  day date not null,
  day_count integer not null,
  constraint rate_limits_pkey PRIMARY KEY (subject)
) with (fillfactor=50);
CREATE INDEX rate_limits_day ON analytics.rate_limits USING btree (day);

-- Logicdialog: likes and dislikes of a response. Selzee: likes and dislikes in conversations.
create table analytics.reactions (
  assistant_key integer not null,
  conversation_key bigint,
  reacted_at timestamp with time zone not null,
  event_id uuid not null,
  person_key bigint,
  response_key bigint,
  reaction text not null,
  constraint reactions_pkey PRIMARY KEY (assistant_key, reacted_at, event_id),
  constraint reactions_are_known CHECK ((reaction = ANY (ARRAY['like'::text, 'dislike'::text])))
);
CREATE INDEX reactions_conversation ON analytics.reactions USING btree (assistant_key, conversation_key);

-- From which UTC day on an assistant's rows are kept. All days before it were rolled up, and never are again. No row where nothing was ever deleted.
create table analytics.retention (
  assistant_key integer not null,
  kept_from date not null,
  retention_days integer not null,
  cleared_until date,
  constraint retention_pkey PRIMARY KEY (assistant_key)
);
comment on column analytics.retention.retention_days is 'What the account asked for when kept_from was last moved.';
comment on column analytics.retention.cleared_until is 'The kept_from up to which all rows are deleted: where it is another one, there are rows left to delete.';

-- Each combination of attributes that sessions are counted by; those its breakdown does not look at are null.
create table analytics.segments (
  assistant_key integer not null,
  segment_key integer not null generated always as identity,
  breakdown analytics.breakdown not null,
  engaged boolean,
  source text,
  medium text,
  country text,
  device_type text,
  browser text,
  os text,
  constraint segments_pkey PRIMARY KEY (assistant_key, segment_key),
  constraint segments_assistant_key_breakdown_source_medium_country_devi_key UNIQUE NULLS NOT DISTINCT (assistant_key, breakdown, source, medium, country, device_type, browser, os, engaged)
);

-- IP addresses of sessions, from their first event; only for accounts of the agency plan with a signed data processing agreement.
create table analytics.session_addresses (
  assistant_key integer not null,
  visitor bigint not null,
  started_at timestamp with time zone not null,
  ip inet not null,
  constraint session_addresses_pkey PRIMARY KEY (assistant_key, visitor, started_at),
  constraint session_addresses_assistant_key_visitor_started_at_fkey FOREIGN KEY (assistant_key, visitor, started_at) REFERENCES analytics.sessions(assistant_key, visitor, started_at) ON UPDATE CASCADE ON DELETE CASCADE
);

-- How many sessions of each segment started in a period.
create table analytics.session_rollups (
  assistant_key integer not null,
  breakdown analytics.breakdown not null,
  days smallint not null,
  first_day date not null,
  segment_key integer not null,
  sessions integer not null,
  hours integer not null,
  constraint session_rollups_pkey PRIMARY KEY (assistant_key, breakdown, days, first_day, segment_key)
);
comment on column analytics.session_rollups.hours is 'Bit n is set where one of them started in hour n of a day, UTC: where a list must look for them.';

-- One visitor's activity with gaps of less than 30 minutes. Origin, entry and exit come from the page views of the session; browser, country and IP hash from its first event.
create table analytics.sessions (
  assistant_key integer not null,
  client_key integer not null,
  visitor bigint not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  entry_page_key integer,
  exit_page_key integer,
  origin_key integer,
  pages_viewed integer not null default 0,
  ip_hash bigint,
  widget_seconds integer not null default 0,
  engaged boolean not null default false,
  country text,
  constraint sessions_pkey PRIMARY KEY (assistant_key, visitor, started_at),
  constraint sessions_country_is_two_letters CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint sessions_end_after_their_start CHECK ((ended_at >= started_at))
);
CREATE INDEX sessions_hour ON analytics.sessions USING btree (assistant_key, date_bin('01:00:00'::interval, started_at, '1970-01-01 00:00:00+00'::timestamp with time zone));

-- What each session did on each UTC day that is rolled up, with the attributes of the whole session: a rollup, from which filtered reports are counted.
create table analytics.stays (
  assistant_key integer not null,
  day date not null,
  visitor bigint not null,
  started_at timestamp with time zone not null,
  client_key integer not null,
  engaged boolean not null,
  country text,
  origin_key integer,
  entry_page_key integer,
  exit_page_key integer,
  seconds integer,
  bounced boolean,
  views integer not null,
  first_view integer,
  last_view integer,
  pages integer[],
  moments integer[],
  times integer[],
  actions integer[],
  later_pages integer[],
  constraint stays_pkey PRIMARY KEY (assistant_key, day, visitor, started_at) INCLUDE (client_key, views, first_view, last_view, origin_key, entry_page_key, exit_page_key, seconds, engaged, bounced, country)
) with (autovacuum_vacuum_insert_scale_factor=0.01);
comment on column analytics.stays.seconds is 'From the first event of the session to its last, on the day that it started; null on its later days, as are bounced and later_pages, which are of the whole session too.';
comment on column analytics.stays.views is 'How many pages were viewed on the day; the first and the last at first_view and last_view, in milliseconds since midnight.';
comment on column analytics.stays.pages is 'The pages viewed, in order, with the milliseconds since midnight in moments and the visible seconds, -1 where they are not known, in times; null for none.';
comment on column analytics.stays.actions is 'For each widget event its page, the milliseconds since midnight, and 1 for widget_open, 2 for conversation_start, 3 for inquiry_submit, 0 for others; null for none.';
comment on column analytics.stays.later_pages is 'The pages that the session viewed on later days; null for most.';
CREATE INDEX stays_active ON analytics.stays USING btree (assistant_key, day) WHERE (actions IS NOT NULL);
CREATE INDEX stays_country ON analytics.stays USING btree (assistant_key, country, day);
CREATE INDEX stays_origin ON analytics.stays USING btree (assistant_key, origin_key, day);
CREATE INDEX stays_visitor ON analytics.stays USING btree (assistant_key, ((EXTRACT(year FROM day))::smallint), visitor, day) INCLUDE (client_key, views, origin_key, entry_page_key, seconds, engaged, bounced, country);

-- Words of the platforms that report: channels, languages, countries, topics, states, ratings, labels, responses, intents, agents, outcomes, names of bot events, links, products, popup versions. Each is stored once per assistant.
create table analytics.terms (
  assistant_key integer not null,
  term_key bigint not null,
  term text not null,
  constraint terms_pkey PRIMARY KEY (assistant_key, term_key)
);

-- Each thing that sessions have in common and may be filtered or counted by.
create table analytics.traits (
  assistant_key integer not null,
  trait_key integer not null generated always as identity,
  trait analytics.trait not null,
  label jsonb not null,
  constraint traits_pkey PRIMARY KEY (assistant_key, trait_key),
  constraint traits_assistant_key_trait_label_key UNIQUE (assistant_key, trait, label)
);

-- Selzee: the funnel of user tokens from visitor to opened widget, and popups displayed and opened by version.
create table analytics.visitor_events (
  assistant_key integer not null,
  token_key bigint not null,
  occurred_at timestamp with time zone not null,
  event_id uuid not null,
  popup_version_key bigint,
  visitor_group smallint,
  event_type text not null,
  constraint visitor_events_pkey PRIMARY KEY (assistant_key, occurred_at, event_id),
  constraint visitor_events_type_is_known CHECK ((event_type = ANY (ARRAY['visitor.seen'::text, 'popup.displayed'::text, 'popup.opened'::text, 'widget.opened'::text]))),
  constraint visitor_events_visitor_groups_are_two CHECK ((visitor_group = ANY (ARRAY[0, 1])))
);
comment on column analytics.visitor_events.visitor_group is 'The last character of the token where that is 0, for the control group, or 1, for the test group.';
CREATE INDEX visitor_events_token ON analytics.visitor_events USING btree (assistant_key, token_key, occurred_at) INCLUDE (event_type, visitor_group);

-- What visitors did with the chat widget, and on which page.
create table analytics.widget_events (
  assistant_key integer not null,
  page_key integer not null,
  occurred_at timestamp with time zone not null,
  visitor bigint not null,
  event_id uuid not null,
  duration_seconds integer,
  event_type text not null,
  page_load text,
  constraint widget_events_pkey PRIMARY KEY (event_id, assistant_key),
  constraint widget_events_duration_is_clamped CHECK (((duration_seconds >= 1) AND (duration_seconds <= 14400))),
  constraint widget_events_type_is_known CHECK ((event_type = ANY (ARRAY['widget_open'::text, 'widget_close'::text, 'conversation_start'::text, 'conversation_end'::text, 'inquiry_submit'::text])))
);
comment on column analytics.widget_events.page_load is 'The token of the page load, which the API calls session_id.';
CREATE INDEX widget_events_occurred ON analytics.widget_events USING btree (assistant_key, occurred_at, event_id);

-- Deletes rows that are older than their account keeps them, of days that are rolled up, and texts of messages that are; for some seconds but at least some rows. A call either seals days or deletes from those sealed. It may be called again at any time, and twice at once. Answers how many assistants it sealed days of, how many rows it deleted, and whether there may be more.
create function public.forget_old(at timestamp with time zone, seconds numeric)
  returns jsonb
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.forget_old to service_role;

-- How the database is: its newest migration, and the oldest day that is due and not rolled up, of the page views or of the log, null where there is none. Four lookups in indexes, whatever was recorded.
create function public.health(at timestamp with time zone)
  returns jsonb
  stable security definer set search_path="" language plpgsql;
grant execute on function public.health to service_role;

-- Takes what a platform's server reports: of each event, whether it is new, known by its id, or refused for an assistant that is not the key's, a day of which rows are deleted or an analysis of a conversation that is not known. No event takes another with it.
create function public.log_events(key_hash text, events jsonb, ip_hash text, at timestamp with time zone)
  returns json
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.log_events to service_role;

-- Lists, creates and revokes the keys of one account, which is the one of a verified session token.
create function public.manage_api_keys(account_id uuid, action text, arguments jsonb, ip_hash text, at timestamp with time zone)
  returns json
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.manage_api_keys to service_role;

-- Lists, creates and revokes the share links of one account, which is the one of a verified session token.
create function public.manage_share_links(account_id uuid, action text, arguments jsonb, ip_hash text, at timestamp with time zone)
  returns json
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.manage_share_links to service_role;

-- Shows or erases all that is held on one visitor, user or user token of an assistant, for a key that may or for the account of a verified session.
create function public.manage_visitor(key_hash text, action text, arguments jsonb, ip_hash text, at timestamp with time zone, session_account uuid DEFAULT NULL::uuid)
  returns json
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.manage_visitor to service_role;

-- Answers one request of a key, of a share link, or of the account of a verified session: who asks, how often, for whose assistant, and then the report. What is continued, the next page of a list that is read in whole, is not counted again. A refusal is an answer with a status.
create function public.query_report(key_hash text, report text, arguments jsonb, ip_hash text, at timestamp with time zone, session_account uuid DEFAULT NULL::uuid, continued boolean DEFAULT false)
  returns json
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.query_report to service_role;

-- Records a batch of one visitor's events, each of them among those that count or among those that are kept apart. An event id that is known already changes nothing. Of hosts that are not the assistant's events are kept apart and refused, of a foreign origin all (403); those from before the day from which on rows are kept are left out, with that day; for an unknown assistant nothing is recorded (404). With the time at which it came, a batch is counted against the limit of its address, beyond which it is refused (429) before anything else.
create function public.record_events(batch jsonb, at timestamp with time zone DEFAULT NULL::timestamp with time zone)
  returns jsonb
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.record_events to service_role;

-- Takes what log_events could not take when it arrived, with the key that was good then. It counts no request: many that waited come at once.
create function public.replay_events(key_hash text, events jsonb, arrived_at timestamp with time zone)
  returns json
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.replay_events to service_role;

-- Rolls up what is over, of the page views and of the log, for some seconds but at least one period, shortest periods first, and then puts stays in line. It may be called again at any time, and twice at once. Answers how many periods it rolled up and whether any are left; raises what went wrong where nothing else was possible.
create function public.roll_up(at timestamp with time zone, seconds numeric)
  returns jsonb
  volatile security definer set search_path="" language plpgsql;
grant execute on function public.roll_up to service_role;

-- The widget events in the ranges of several scopes, as analytics.actions_there has them of one.
create function analytics.actions_beside(pieces analytics.scope[])
  returns TABLE(visitor bigint, page_key integer, acted_at timestamp with time zone, kind integer, country text, origin_key integer)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The widget events in the range of a scope, of its sessions, and on its page where it is about one; kind is as in analytics.stays.
create function analytics.actions_there(scope analytics.scope)
  returns TABLE(visitor bigint, page_key integer, acted_at timestamp with time zone, kind integer, country text, origin_key integer)
  stable parallel safe language sql;

-- How many distinct visitors opened the widget, started a conversation, and submitted an inquiry, or came further than that, in the entries that are chosen of lines and with others, each with a key and a step (1, 2, 3): by key, and in all.
create function analytics.actors_by_key(scope analytics.scope, arranged analytics.arrangement, lines analytics.chosen_line[], other_keys text[], others bigint[], steps integer[])
  returns TABLE(is_whole boolean, key text, opened bigint, started bigint, submitted bigint)
  stable parallel safe set enable_sort=off set jit=off set max_parallel_workers_per_gather=0 set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- Completes a page view that is known with its time on page; its visitor is the one who opened the page. Returns what record_page_view does, and null for one that is not known.
create function analytics.add_time_on_page(visit analytics.visit, event jsonb)
  returns datemultirange
  volatile set search_path="" language plpgsql;

-- Adds events to the log and returns those that were new. One that is known by its id changes nothing.
create function analytics.add_to_log(entries analytics.log_entry[])
  returns analytics.log_entry[]
  volatile set search_path="" language plpgsql;

-- Lets the holder of a share link go on to its one assistant, and counts the request, unless it is continued; null where the token is that of no link, of one that was revoked or of one that has expired.
create function analytics.admit_share_link(token_hash text, at timestamp with time zone, continued boolean)
  returns analytics.admission
  volatile set search_path="" language plpgsql;

-- What most events do: activity from starts to ends continues the visitor's newest session or begins a new one, the start of which is returned: only the days since then say something else. Null, and nothing is done, where it is not as simple as that; session_of is for everything.
create function analytics.advance_session(visit analytics.visit, starts timestamp with time zone, ends timestamp with time zone, page_view jsonb DEFAULT NULL::jsonb, viewed_page integer DEFAULT NULL::integer, opens boolean DEFAULT false, seconds integer DEFAULT 0)
  returns timestamp with time zone
  volatile set search_path="" language plpgsql;

-- A key as its owner sees it again: by its first 18 characters, never by its hash.
create function analytics.api_key_object(key public.api_keys)
  returns jsonb
  stable set search_path="" language sql;

-- A site's own host is never a referrer: without one a page view is direct, unless a campaign brought it.
create function analytics.arrival_of(visit analytics.visit, page_view jsonb)
  returns jsonb
  immutable set search_path="" language plpgsql;

-- The range that {zone, from, to} means, of which what is left out is of the day (or what {by_default} says) that it is in the zone; or with {days} so many days up to now, from the same time on the clocks of the zone.
create function analytics.asked_period(arguments jsonb, at timestamp with time zone)
  returns analytics.period
  stable set search_path="" language plpgsql;

-- Of a line: whose number, of which digits are the binary ones from the lowest up, is not less than another one, of the whole line.
create function analytics.at_least(digits bit varying[], minimum integer, whole bit varying)
  returns bit varying
  immutable parallel safe set search_path="" language plpgsql;

-- Who asks, how often, and for what: checks a key, counts the request, and checks the scope; so it does with a share link, which has the scope to read; of the account of a session that Auth has verified, it counts the request. A request that is continued has been counted, and is checked anew. Of a wrong credential the address is counted, which is the reason given. A refusal is an answer, never an exception, which would undo the count.
create function analytics.authorize(key_hash text, scope text, ip_hash text, at timestamp with time zone, session_account uuid DEFAULT NULL::uuid, continued boolean DEFAULT false)
  returns analytics.admission
  volatile set search_path="" language plpgsql;

-- What of a scope is told neither by rollups, which count all of whole days, nor, where it is filtered, by lines: there each session is looked at. One may be empty.
create function analytics.beside_counts(scope analytics.scope)
  returns analytics.scope[]
  stable set search_path="" language plpgsql;

-- What lineups_within leaves of a scope, as scopes of days on end.
create function analytics.beside_lineups(scope analytics.scope, arranged analytics.arrangement)
  returns analytics.scope[]
  stable set search_path="" language plpgsql;

-- A scope that is about a part of its range: from starts up to, but not, ends.
create function analytics."between"(scope analytics.scope, starts timestamp with time zone, ends timestamp with time zone)
  returns analytics.scope
  immutable parallel safe set search_path="" language plpgsql;

-- The sixteen hexadecimal digits that hex_to_bigint read.
create function analytics.bigint_to_hex(value bigint)
  returns text
  immutable strict parallel safe language sql;

-- The binary digits of amounts that are not negative, the lowest as number 0, each for all amounts in their order and filled up to whole words of 64.
create function analytics.bitmaps_of(amounts integer[])
  returns TABLE(number integer, bits bit varying)
  immutable set jit=off set search_path="" language plpgsql;

-- One bit for each of so many entries, filled up to whole words of 64: set at these places, from 0.
create function analytics.bits_at(places integer[], entries integer)
  returns bit varying
  immutable parallel safe set jit=off set search_path="" language plpgsql;

-- Which entries of the whole line that begins on a day are of some of its days.
create function analytics.bits_of_days(assistant_key integer, arranged analytics.arrangement, first date, days datemultirange, whole bit varying)
  returns bit varying
  stable set search_path="" language plpgsql;

-- The instants [begins, until) of [starts, ends) that belong to each local hour, day, week, month, quarter or year in a time zone; without a unit, all of them. A local hour may have several parts.
create function analytics.bucket_bounds(starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns TABLE(bucket timestamp without time zone, begins timestamp with time zone, until timestamp with time zone)
  stable set search_path="" language plpgsql;

-- The name of a day, a month or a year: 2024-06-01, 2024-06 or 2024.
create function analytics.bucket_label(bucket timestamp without time zone, unit text)
  returns text
  stable parallel safe set search_path="" language plpgsql;

-- What the API calls a day or hour that starts at an instant: 2026-04-01, 2026-04-01T14:00:00Z in UTC, 2026-04-01T14:00:00+02:00 elsewhere.
create function analytics.bucket_name(starts timestamp with time zone, granularity text, zone text)
  returns text
  stable parallel safe set search_path="" language plpgsql;

-- The first instant of each day or hour of a scope, in order.
create function analytics.bucket_starts(scope analytics.scope, granularity text)
  returns timestamp with time zone[]
  stable set search_path="" language plpgsql;

-- The start of a bucket in UTC, as ISO 8601 to the millisecond.
create function analytics.bucket_time(bucket timestamp without time zone)
  returns text
  stable strict parallel safe language sql;

-- The local start of each hour, day, week, month, quarter or year that [starts, ends) touches in a time zone, in order.
create function analytics.buckets(starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns SETOF timestamp without time zone
  stable set search_path="" language plpgsql;

-- Keeps with each purchase of these buyers, given by assistant and key, which was the one before and when the buyer had last chatted.
create function analytics.chain_purchases(assistants integer[], buyers bigint[])
  returns void
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- By how much more or less than before it is, in percent to two decimals; null where there was nothing before.
create function analytics.change_percent(current_amount numeric, previous_amount numeric)
  returns numeric
  immutable parallel safe language sql;

-- Which entries of each line within a scope are of its sessions and, where pages are in line, of its page; lines of which none is may be left out.
create function analytics.chosen(scope analytics.scope, arranged analytics.arrangement)
  returns SETOF analytics.chosen_line
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The ids of an account's assistants that a client can mean: the one of this id, else all of this name; of a bound key, no other than its own.
create function analytics.client_ids(account_id uuid, only_assistant text, client text)
  returns text[]
  stable set search_path="" language sql;

-- The key of {device_type, browser, os, screen_width, screen_height, language}, which is added when it is new.
create function analytics.client_key(assistant_key integer, client jsonb)
  returns integer
  volatile set search_path="" language plpgsql;

-- The local days or hours of [starts, ends) in a time zone, in order, with what the API calls them, without the hours that clocks skip; of an hour that they show twice there is one.
create function analytics.clock_buckets(starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns TABLE(bucket timestamp without time zone, name text)
  stable set search_path="" language plpgsql;

-- What happened in a conversation, and the orders that name it or that its visitor made before another conversation started.
create function analytics.conversation_entries(conversation analytics.conversations)
  returns TABLE(happened_at timestamp with time zone, id text, entry json)
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- In [starts, ends): conversations that started, all or the answered, of one handling status or of any; messages, those of bots and of agents; requests for a live agent; the people who sent messages.
create function analytics.conversation_figures(assistants integer[], counted analytics.measure, handling_status text, starts timestamp with time zone, ends timestamp with time zone)
  returns TABLE(figure text, amount bigint)
  stable set search_path="" language plpgsql;

-- A conversation as the API shows it.
create function analytics.conversation_object(conversation analytics.conversations)
  returns json
  stable set search_path="" language plpgsql;

-- Conversations that started in each bucket of [starts, ends); empty ones too.
create function analytics.conversation_series(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns TABLE(bucket timestamp without time zone, conversations bigint)
  stable set search_path="" language plpgsql;

-- What happened in the conversations of assistants in [starts, ends).
create function analytics.conversation_totals(assistants integer[], starts timestamp with time zone, ends timestamp with time zone)
  returns analytics.conversation_totals
  stable set search_path="" language plpgsql;

-- The conversations that name a person or a user token in anything that is known of them. It reads all that is known, as nothing else needs to find it.
create function analytics.conversations_naming(assistant_key integer, person_key bigint)
  returns bigint[]
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The same of the conversations.
create function analytics.conversations_there(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, unit text, actors bigint[])
  returns TABLE(bucket timestamp without time zone, presence analytics.presence, key bigint, actor_key bigint, first_at timestamp with time zone, weight bigint)
  stable set jit=off set parallel_setup_cost=50000 set plan_cache_mode=force_custom_plan set random_page_cost=1.1 set search_path="" language plpgsql;

-- The UTC days, and the quarters of an hour from the first up to another of each, that make up each bucket of a range that starts and ends with a quarter of an hour. All changes of clocks since 2000, and all time zones, keep to these.
create function analytics.count_pieces(starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns TABLE(bucket timestamp without time zone, day date, first_quarter smallint, until_quarter smallint)
  stable set search_path="" language plpgsql;

-- Counts one request and tells whether it is within both limits. One row, one statement: parallel requests can't both take the last place.
create function analytics.count_request(subject text, per_minute integer, per_day integer, at timestamp with time zone)
  returns analytics.rate
  volatile set search_path="" language plpgsql;

-- The length of a conversation in microseconds, as far as it counts: an hour and a half at most.
create function analytics.counted_length(first_activity_at timestamp with time zone, last_activity_at timestamp with time zone)
  returns bigint
  immutable parallel safe language sql;

-- Every new user has an account from the first moment.
create function analytics.create_account()
  returns trigger
  volatile security definer set search_path="" language plpgsql;
CREATE TRIGGER create_account AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION analytics.create_account();

-- The UTC days of a scope of which only a part is in its range: before its whole days, or after them.
create function analytics.cut_days(scope analytics.scope, is_first boolean)
  returns analytics.scope
  immutable parallel safe language sql;

-- What there was on each page in the parts of days that a range on another clock than UTC begins and ends with, but for its visitors; by the origin of the session, widget_open without.
create function analytics.cut_pages(scope analytics.scope)
  returns TABLE(page_key integer, origin_key integer, pageviews bigint, timed_views bigint, seconds bigint, widget_opens bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Of each of some pages: the distinct visitors whom a range on another clock than UTC meets there only in the parts of days that it begins and ends with.
create function analytics.cut_visitors(scope analytics.scope, pages integer[])
  returns TABLE(page_key integer, visitors bigint)
  stable set enable_mergejoin=off set enable_nestloop=off set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The UTC days from one instant to another.
create function analytics.days_between(first timestamp with time zone, last timestamp with time zone)
  returns datemultirange
  immutable parallel safe language sql;

-- The days of ranges, one by one.
create function analytics.days_of(days datemultirange)
  returns date[]
  immutable parallel safe set search_path="" language sql;

-- Which entries of each line within a scope are of each of its days.
create function analytics.days_of_lines(scope analytics.scope, arranged analytics.arrangement)
  returns TABLE(first_day date, day date, bits bit varying)
  stable parallel safe set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The UTC days of the log on which the counts depend on a person, on the person's own conversations, or on others that name the person.
create function analytics.days_said(assistant_key integer, person_key bigint, own bigint[], naming bigint[])
  returns date[]
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The bitmaps of a mark in a line, by their number.
create function analytics.digits_of(assistant_key integer, arranged analytics.arrangement, first date, mark analytics.mark)
  returns bit varying[]
  stable parallel safe set search_path="" language plpgsql;

-- Of a whole line, given which entries are the first of those that are the same: by number, whether the entry 2^number places on is the same.
create function analytics.distances(firsts bit varying, whole bit varying)
  returns TABLE(number integer, bits bit varying)
  immutable set search_path="" language plpgsql;

-- How long what an event reports went on: of a call, its seconds.
create function analytics.duration(fields jsonb)
  returns interval
  immutable parallel safe language sql;

-- The pages that sessions of a scope began with or, if not by_entry, ended with, most sessions first.
create function analytics.end_pages(scope analytics.scope, by_entry boolean, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language plpgsql;

-- What ends_of_lines tells, of the two halves of the lines. Processes share the work.
create function analytics.ends_in_lines(scope analytics.scope, lines analytics.chosen_line[], by_entry boolean)
  returns TABLE(page_key integer, sessions bigint, bounces bigint)
  stable set jit=off set max_parallel_workers_per_gather=1 set parallel_setup_cost=0 set parallel_tuple_cost=0 set plan_cache_mode=force_generic_plan set search_path="" language plpgsql;

-- The sessions that started in the entries that are chosen of lines of visitors, as sessions_by_page has them; how many bounced is told by the page they began with only.
create function analytics.ends_of_lines(scope analytics.scope, lines analytics.chosen_line[], by_entry boolean)
  returns TABLE(page_key integer, sessions bigint, bounces bigint)
  stable parallel safe set enable_sort=off set jit=off set max_parallel_workers_per_gather=0 set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Of a line: whose number, of which digits are the binary ones from the lowest up, is this one, of the whole line.
create function analytics.equal_to(digits bit varying[], number integer, whole bit varying)
  returns bit varying
  immutable parallel safe set search_path="" language plpgsql;

-- Deletes conversations with what was said of them; what was said in them goes with who said it.
create function analytics.erase_conversations(assistant_key integer, conversations bigint[])
  returns void
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Deletes what the log has of a person or a user token: their conversations in whole, what they said and did elsewhere, their orders and their name, and tells how much. All else then stands as if these events had never been reported; the days that change are opened. The caller holds the assistant alone.
create function analytics.erase_from_log(assistant_key integer, person_key bigint, naming bigint[])
  returns jsonb
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Deletes the orders of a person or a user token and those that name their conversations, whoever reported them, and tells how many; those of others keep being counted by what is left. To be called when the conversations are gone.
create function analytics.erase_orders(assistant_key integer, person_key bigint, own bigint[], others bigint[])
  returns integer
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Erases a visitor, a user or a user token, as if nothing of them had ever come, and tells how much of each kind went and as whom else they are known. Again it finds nothing. The ids of what was in the log stay known; what pages send again of before, such as a beacon that failed, comes anew.
create function analytics.erase_person(assistant_key integer, person_id text)
  returns jsonb
  volatile set search_path="" language plpgsql;

-- Deletes all visits of a visitor and tells how much. All other visitors' numbers stay exact: the days the visitor was there are opened. The caller holds the assistant alone.
create function analytics.erase_visits(assistant_key integer, visitor bigint)
  returns jsonb
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- An event's id in sixteen bytes: itself where it is a UUID, else the first 128 bits of its SHA-256.
create function analytics.event_uuid(id text)
  returns uuid
  immutable strict parallel safe language sql;

-- Keeps events apart, each with the reason in its place, and counts each once; not one that is recorded already. Returns how many were new, those aside whose host is refused.
create function analytics.exclude_events(assistant_key integer, events jsonb, reasons text[])
  returns integer
  volatile set search_path="" language sql;

-- Why an event of a batch is kept apart, by the first reason that there is; null where it counts. The address is compared and kept nowhere.
create function analytics.exclusion_of(assistant public.assistants, batch jsonb, event jsonb)
  returns text
  stable set search_path="" language plpgsql;

-- Page views and distinct visitors of each UTC day of a scope that has any, by its first instant, from what its sessions did.
create function analytics.filtered_days(scope analytics.scope)
  returns TABLE(bucket timestamp with time zone, pageviews bigint, visitors bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- Page views and distinct visitors of each UTC hour of a scope that is about no page, by its first instant, from what its sessions did.
create function analytics.filtered_hours(scope analytics.scope)
  returns TABLE(bucket timestamp with time zone, pageviews bigint, visitors bigint)
  stable set enable_sort=off set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- Page views and distinct visitors of plain days of a scope that is about all pages, from what its sessions did.
create function analytics.filtered_local_days(scope analytics.scope, days analytics.local_day[])
  returns TABLE(bucket timestamp with time zone, pageviews bigint, visitors bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Pages viewed by the sessions of a scope, most first, as rolled_pages has them of all sessions.
create function analytics.filtered_pages(scope analytics.scope, row_limit integer, row_offset integer)
  returns SETOF analytics.page_figures
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- How many sessions of a scope there are, and one page of their list, newest first.
create function analytics.filtered_sessions(scope analytics.scope, row_limit integer, row_offset integer)
  returns analytics.session_list
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- What a scope comes to in all, from what its sessions did.
create function analytics.filtered_totals(scope analytics.scope)
  returns analytics.overview
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- Page views and distinct visitors of a scope, from what its sessions did; nothing of the sessions.
create function analytics.filtered_views(scope analytics.scope)
  returns analytics.overview
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- Of a line: at the first entry of each visitor with a key, or of each on a day, whether they viewed something in one that is chosen.
create function analytics.first_entries(scope analytics.scope, arranged analytics.arrangement, there analytics.chosen_line, is_by_day boolean DEFAULT false)
  returns analytics.chosen_line
  stable set search_path="" language plpgsql;

-- Keeps what events said of conversations, and of each field what the latest said by time and id: the same in whatever order they arrive. So it is with whose their messages and clicks are.
create function analytics.fold_conversations(entries analytics.log_entry[])
  returns void
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Adds the interventions that events are the first of, and keeps their times and what was said of them: the same in whatever order events arrive.
create function analytics.fold_interventions(entries analytics.log_entry[])
  returns void
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Keeps of purchases which is the first of its order, whose it is, and what that buyer did before it: the same in whatever order purchases and conversations arrive.
create function analytics.fold_purchases(entries analytics.log_entry[])
  returns void
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Deletes all that was recorded for an assistant, with the assistant.
create function analytics.forget_assistant()
  returns trigger
  volatile security definer set search_path="" language plpgsql;

-- Deletes some conversations and hand-overs of which nothing was said since the day from which on rows are kept, with all that was said of them, the ids of events, and people whom no event has named since; tells how many.
create function analytics.forget_conversations(assistant_key integer, kept_from date, most integer)
  returns bigint
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Deletes the line of days from first, if there is one.
create function analytics.forget_lineup(assistant_key integer, arranged analytics.arrangement, first date)
  returns void
  volatile set search_path="" language sql;

-- Deletes all that platforms reported of an assistant.
create function analytics.forget_log(forgotten integer)
  returns void
  volatile set search_path="" language sql;

-- Of those whose earliest messages and clicks are deleted, those who have later ones are known not to be new; the others are forgotten.
create function analytics.forget_speakers(assistant_key integer, kept_from date, actors bigint[])
  returns void
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Deletes some rows of each table of the log that has one for each event, from before the day from which on they are kept; tells how many.
create function analytics.forget_statements(assistant_key integer, kept_from date, most integer)
  returns bigint
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Deletes some texts of messages that were sent thirty days ago or earlier, or that their assistant no longer keeps; tells how many.
create function analytics.forget_texts(today date, most integer)
  returns bigint
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Deletes some rows of each table of visits from before the day from which on they are kept; tells how many.
create function analytics.forget_visits(assistant_key integer, kept_from date, most integer)
  returns bigint
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- A funnel as the API shows it.
create function analytics.funnel_object(funnel analytics.funnel)
  returns jsonb
  immutable set search_path="" language plpgsql;

-- The distinct visitors of each page in a scope, of which these entries are chosen in lines of pages. Of pages that are not among so many of the most visited it may be told only how many can have at most.
create function analytics.funnel_pages(scope analytics.scope, lines analytics.chosen_line[], most integer)
  returns TABLE(key text, visitors bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- What funnels add up from: distinct visitors, in all and by country or source, of entries that are chosen of lines and of others; and those who did something with the widget, as actors_by_key tells, of these and who acted beside them. Processes share the work.
create function analytics.funnel_parts(scope analytics.scope, whole_lines analytics.chosen_line[], whole_others bigint[], arranged analytics.arrangement, lines analytics.chosen_line[], other_keys text[], others bigint[], acting_keys text[], acting bigint[], steps integer[])
  returns TABLE(is_whole boolean, key text, visitors bigint, opened bigint, started bigint, submitted bigint)
  stable set jit=off set max_parallel_workers_per_gather=1 set parallel_setup_cost=0 set parallel_tuple_cost=0 set plan_cache_mode=force_generic_plan set search_path="" language plpgsql;

-- The funnel of a whole scope, and of each page viewed or acted on, of each source of the session, or of each country; by null, of the whole alone. Where nobody did anything there may be none. It is exact of so many pages with most visitors; of the others it may be told only how many can have at most.
create function analytics.funnels_by(scope analytics.scope, by text, most integer)
  returns TABLE(is_whole boolean, name text, visitors bigint, opened bigint, started bigint, submitted bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Counts a day of page views by its half hours, beside the visitors of the day before it.
create function analytics.half_hours_of(assistant_key integer, day date)
  returns analytics.half_hours
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The key by which conversations of a handling status are counted; 0 for those that have none.
create function analytics.handling_key(handling_status text)
  returns bigint
  immutable parallel safe language sql;

-- Whether that is the status of conversations that were counted under a key; of all where none is named.
create function analytics.has_handling_status(key bigint, handling_status text)
  returns boolean
  immutable parallel safe language sql;

-- Sixteen hexadecimal digits as a signed 64-bit number, in eight bytes.
create function analytics.hex_to_bigint(hex text)
  returns bigint
  immutable strict parallel safe language sql;

-- Until the transaction ends, nothing is recorded for an assistant, nor rolled up. What is being recorded ends first.
create function analytics.hold_alone(assistant_key integer)
  returns void
  volatile set search_path="" language plpgsql;

-- Until the transaction ends, the assistant's deletion waits: whatever is recorded for it is deleted with it. A foreign key would do this by locking the assistant's row for each event.
create function analytics.hold_assistant(id text)
  returns void
  volatile language sql;

-- Whether a host is one of those listed or a subdomain of one, by whole labels.
create function analytics.host_is_allowed(host text, hosts text[])
  returns boolean
  immutable set search_path="" language plpgsql;

-- The host of a URL or host name, in lower case, without port and without a leading "www.".
create function analytics.host_of(address text)
  returns text
  immutable language sql;

-- When {instant} or, on the clocks of a zone, {local} is; with {through} the end of that unit. A local time that clocks skip or show twice is read as PostgreSQL does: by the time that is in force without summer time.
create function analytics.instant_of(moment jsonb, zone text)
  returns timestamp with time zone
  stable set search_path="" language plpgsql;

-- Whether an event of a conversation is something that happened in it, and not something said of it, maybe days later.
create function analytics.is_activity(kind text)
  returns boolean
  immutable parallel safe language sql;

-- Whether a session with these attributes is among those of a scope; its page is another matter.
create function analytics.is_among(scope analytics.scope, client_key integer, origin_key integer, country text, engaged boolean, entry_page integer)
  returns boolean
  stable parallel safe language sql;

-- Whether a value is the wanted one, in any case of letters; any value is where none is wanted, and none where the empty one is.
create function analytics.is_like(wanted text, value text)
  returns boolean
  immutable parallel safe language sql;

-- Whether somebody who was there in a stretch that is not rolled up is counted for it: unless the whole days of the range meet them first on one that is.
create function analytics.is_met_first(here_at timestamp with time zone, elsewhere_at timestamp with time zone, open_days datemultirange)
  returns boolean
  immutable parallel safe language sql;

-- Whether a share link opens a report: those that the overview is made of, none of which tells one visitor from another. A new report is not shared until it is named here.
create function analytics.is_shared(report text)
  returns boolean
  immutable language sql;

-- Whether a host, or a domain above it, is one whose referrals are spam; false of null.
create function analytics.is_spam_host(host text)
  returns boolean
  stable set search_path="" language sql;

-- Whether a field of an event is kept as one of analytics.terms. An analysis has texts of its own.
create function analytics.is_term(kind text, field text)
  returns boolean
  immutable parallel safe language sql;

-- Whether the database knows a time zone; null is none that it does not know.
create function analytics.is_zone(zone text)
  returns boolean
  stable set search_path="" language plpgsql;

-- ISO 8601 in UTC, to the second.
create function analytics.iso_time(instant timestamp with time zone)
  returns text
  stable strict parallel safe language sql;

-- Stores a session as it is to be, in one write, or in none where nothing changed; its IP address when it begins or begins earlier.
create function analytics.keep_session(placed analytics.placement)
  returns void
  volatile set search_path="" language plpgsql;

-- How many events were kept apart in the range of a scope, by reason, most first; whatever its filters are, since nothing else is known of them.
create function analytics.kept_apart(scope analytics.scope)
  returns json
  stable set search_path="" language sql;

-- The first UTC day of which an assistant's rows are kept; null where none were ever deleted.
create function analytics.kept_from(assistant_key integer)
  returns date
  stable set search_path="" language plpgsql;

-- The key of a conversation, an intervention, a person or a term in the log: the first 64 bits of the SHA-256 of its name. It is known without a look-up, and the same in whatever order events arrive.
create function analytics.key_of(name text)
  returns bigint
  immutable strict parallel safe language sql;

-- A widget event as stays have it.
create function analytics.kind_of(event_type text)
  returns integer
  immutable parallel safe language sql;

-- Where what is rolled up now of a day knows less of earlier days than it would have when it ended, which is at most the longest: the day from which on it does. Null elsewhere.
create function analytics.known_from(assistant_key integer, day date, longest integer)
  returns date
  stable set search_path="" language plpgsql;

-- The key of a path; -1 for one that nobody viewed, null for none.
create function analytics.known_page(assistant_key integer, wanted text)
  returns integer
  stable set search_path="" language plpgsql;

-- Of everybody who viewed a page on a day, the last day within the year before it on which they had viewed that page; page 0 is the whole site. Those without such a day are left out.
create function analytics.last_days_before(assistant_key integer, day date)
  returns TABLE(page_key integer, visitor bigint, last_day date)
  stable set enable_mergejoin=off set enable_nestloop=off set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=32MB language plpgsql;

-- What filtered_local_days adds up, of some lines of visitors on end within a scope, of which these entries are chosen: of days that begin at a quarter of an hour and are in such lines. A day that is in two lines may be told in two parts.
create function analytics.line_local_days(scope analytics.scope, lines analytics.chosen_line[], days analytics.local_day[])
  returns TABLE(bucket timestamp with time zone, pageviews bigint, visitors bigint)
  stable parallel safe set enable_sort=off set jit=off set max_parallel_workers_per_gather=0 set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- In which line a scope is found with the page that it may be about.
create function analytics.line_of(scope analytics.scope)
  returns analytics.arrangement
  immutable parallel safe language sql;

-- Of each of some pages, in the entries that are chosen of lines: its page views of known time, how many seconds these were in all, and how often the widget was opened on it.
create function analytics.line_page_figures(scope analytics.scope, lines analytics.chosen_line[], pages integer[])
  returns TABLE(page_key integer, timed_views bigint, seconds bigint, opens bigint)
  stable parallel safe set enable_sort=off set jit=off set max_parallel_workers_per_gather=0 set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- All that is asked of some pages in the entries that are chosen of lines, in parts: the distinct visitors in each quarter of all, with others, each with a key; what line_page_figures tells; and what line_page_sources does. Processes share the work.
create function analytics.line_page_parts(scope analytics.scope, lines analytics.chosen_line[], pages integer[], other_keys text[], others bigint[])
  returns TABLE(page_key integer, visitors bigint, timed_views bigint, seconds bigint, opens bigint, source text, pageviews bigint)
  stable set jit=off set max_parallel_workers_per_gather=1 set parallel_setup_cost=0 set parallel_tuple_cost=0 set plan_cache_mode=force_generic_plan set search_path="" language plpgsql;

-- How often each of some pages was viewed in the entries that are chosen of lines, by the source of their session.
create function analytics.line_page_sources(scope analytics.scope, lines analytics.chosen_line[], pages integer[])
  returns TABLE(page_key integer, source text, pageviews bigint)
  stable parallel safe set enable_sort=off set jit=off set max_parallel_workers_per_gather=0 set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- How often each page was viewed in the entries that are chosen of lines.
create function analytics.line_pages(scope analytics.scope, lines analytics.chosen_line[])
  returns TABLE(page_key integer, pageviews bigint)
  stable set enable_sort=off set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- The sessions of a scope that started in the lines within it, by a trait.
create function analytics.line_sessions(scope analytics.scope, trait analytics.trait)
  returns TABLE(label jsonb, sessions bigint)
  stable set enable_sort=off set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Parts the chosen entries of a line of visitors at a quarter of an hour.
create function analytics.line_sides(scope analytics.scope, there analytics.chosen_line, quarter integer)
  returns analytics.line_side
  stable parallel safe set search_path="" language plpgsql;

-- What the sessions that started in the entries that are chosen of lines come to; nothing of page views.
create function analytics.line_starts(scope analytics.scope, lines analytics.chosen_line[])
  returns analytics.overview
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The page views in the entries that are chosen of lines.
create function analytics.line_views(scope analytics.scope, lines analytics.chosen_line[])
  returns bigint
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- How many distinct visitors viewed a page, or the page that a scope is about, in the entries that are chosen of lines; with them others.
create function analytics.line_visitors(scope analytics.scope, lines analytics.chosen_line[], others bigint[])
  returns bigint
  stable set search_path="" language plpgsql;

-- As filtered_local_days, of days that begin at a quarter of an hour and are in the lines of visitors of a scope, of which these entries are chosen. Processes share the work.
create function analytics.lined_local_days(scope analytics.scope, lines analytics.chosen_line[], days analytics.local_day[])
  returns TABLE(bucket timestamp with time zone, pageviews bigint, visitors bigint)
  stable set jit=off set max_parallel_workers_per_gather=1 set parallel_setup_cost=0 set parallel_tuple_cost=0 set plan_cache_mode=force_generic_plan set search_path="" language plpgsql;

-- Where a scope is only of parts of days beside the whole ones within lines: in which lines the entries of these days are. Who is in one line only and came in these parts is in one of these. Null where days are in none.
create function analytics.lines_beside(scope analytics.scope, arranged analytics.arrangement)
  returns date[]
  stable parallel safe set search_path="" language plpgsql;

-- The lines that rolled days are missing from, but for those that were made on that day.
create function analytics.lines_due(due date)
  returns TABLE(assistant_key integer, first_day date, arranged analytics.arrangement)
  stable language sql;

-- What stands in a line of some days, in no order. An entry of a page that was only acted on has no start.
create function analytics.lineup_entries(assistant_key integer, arranged analytics.arrangement, days datemultirange)
  returns TABLE(key text, visitor bigint, day date, started_at timestamp with time zone, client_key integer, origin_key integer, country text, engaged boolean, entry_page_key integer, exit_page_key integer, seconds integer, bounced boolean, views integer, first_view integer, last_view integer, timed_views integer, page_seconds integer, actions integer, opens integer, step integer)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The first days of the lines that tell of whole days of a scope, and of which.
create function analytics.lineups_within(scope analytics.scope, arranged analytics.arrangement)
  returns TABLE(first_day date, days datemultirange)
  stable parallel safe set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- As whom else a person or a user token is known: users and tokens that are named with them in one conversation or order.
create function analytics.linked_people(assistant_key integer, person_key bigint)
  returns text[]
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The days of a scope on the clocks of its zone; without those that its clocks left out.
create function analytics.local_days(scope analytics.scope)
  returns SETOF analytics.local_day
  stable set search_path="" language plpgsql;

-- The first instant at which clocks in a time zone show a local time; where they skip it, the instant at which they do.
create function analytics.local_start(local timestamp without time zone, zone text)
  returns timestamp with time zone
  stable parallel safe language sql;

-- The full URL of a page view, where it says more than website and path.
create function analytics.location_of(visit analytics.visit, page_view jsonb)
  returns text
  immutable language sql;

-- Until the transaction ends, nobody else records for this visitor: two beacons at once make one session.
create function analytics.lock_visitor(assistant_key integer, visitor bigint)
  returns void
  volatile language sql;

-- The same for several, in one order for everybody, so that no two batches wait for each other.
create function analytics.lock_visitors(assistant_key integer, visitors bigint[])
  returns void
  volatile set search_path="" language plpgsql;

-- Those events of a call that are of an assistant that its key may report of, with the keys of what they name: "channel_key" beside "channel".
create function analytics.log_entries(events jsonb, account_id uuid, bound_to text, only_assistant text)
  returns analytics.log_entry[]
  stable set search_path="" language plpgsql;

-- Adds to the log what a page said of its visitor. Returns how many events were new that are recorded nowhere else.
create function analytics.log_page_events(assistant_key integer, events jsonb)
  returns integer
  volatile set search_path="" language plpgsql;

-- The parts that analytics.log_series adds up: of each assistant from rollups and from what was recorded.
create function analytics.log_parts(assistants integer[], measures analytics.measure[], starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns TABLE(bucket timestamp without time zone, measure analytics.measure, key bigint, amount bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set random_page_cost=1.1 set search_path="" language plpgsql;

-- Writes new events down, each as a row of its kind, with the keys of what it names.
create function analytics.log_rows(entries analytics.log_entry[])
  returns void
  volatile set search_path="" language plpgsql;

-- What analytics.log_facts has of some measures of assistants in [starts, ends), by local hour, day, week, month, quarter or year in a time zone; without a unit, in all. No row where that is nothing.
create function analytics.log_series(assistants integer[], measures analytics.measure[], starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns TABLE(bucket timestamp without time zone, measure analytics.measure, key bigint, amount bigint)
  stable set search_path="" language plpgsql;

-- How the conversations and interventions stand that events are about, so far as days that are rolled up may depend on it. Taken before and after the events are written down, it tells which days they changed.
create function analytics.log_standing(entries analytics.log_entry[])
  returns analytics.standing[]
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- What analytics.log_facts has of some measures of assistants in [starts, ends). No row where that is nothing.
create function analytics.log_totals(assistants integer[], measures analytics.measure[], starts timestamp with time zone, ends timestamp with time zone)
  returns TABLE(measure analytics.measure, key bigint, amount bigint)
  stable set search_path="" language plpgsql;

-- What add_to_log does, for one event of the visitor's funnel that is known to be new: most of what pages tell, which must not wait for the looking up of what such an event does not have.
create function analytics.log_visitor_event(assistant_key integer, user_token text, kind text, event_id uuid, happened_at timestamp with time zone, popup_version text DEFAULT NULL::text)
  returns void
  volatile set search_path="" language plpgsql;

-- The mean of so many times that take so many milliseconds together, in seconds to one decimal, rounded half up; null of none.
create function analytics.mean_seconds(milliseconds numeric, number numeric)
  returns numeric
  immutable parallel safe language sql;

-- Counts a period of page views from the four parts that it is made of.
create function analytics.merge_pages(assistant_key integer, length smallint, first date)
  returns void
  volatile set search_path="" language sql;

-- Messages that were sent in each bucket of [starts, ends); empty ones too.
create function analytics.message_series(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns TABLE(bucket timestamp without time zone, messages bigint)
  stable set search_path="" language plpgsql;

-- Whole milliseconds from one instant to another; 0 where they are the wrong way round, as by clocks that differ.
create function analytics.milliseconds_between(earlier timestamp with time zone, later timestamp with time zone)
  returns bigint
  immutable parallel safe language sql;

-- The distinct visitors of pages in the entries that are chosen of lines, with others, each with a page: so many of the most visited, and some more. Of the rest, which have fewer, it is only told how many there can be at most.
create function analytics.most_visited_pages(scope analytics.scope, lines analytics.chosen_line[], other_keys text[], others bigint[], most integer)
  returns TABLE(key text, visitors bigint)
  stable set enable_sort=off set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- Each key once, with its term in any of the assistants; "unknown" where there is none, as for 0.
create function analytics.names_of(assistants integer[], keys bigint[])
  returns TABLE(key bigint, name text)
  stable set search_path="" language plpgsql;

-- A scope that looks at fewer UTC days: those from first_day up to, but not, until_day.
create function analytics.narrowed(scope analytics.scope, first_day date, until_day date)
  returns analytics.scope
  immutable parallel safe set search_path="" language plpgsql;

-- Those events whose ids were not known, each id once, now known.
create function analytics.new_log_entries(entries analytics.log_entry[])
  returns analytics.log_entry[]
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- A lower-case ULID: 26 characters that sort by time.
create function analytics.new_ulid(at timestamp with time zone)
  returns text
  volatile set search_path="" language sql;

-- How many of some visitors viewed no page in a session of a scope on its days that are rolled up.
create function analytics.new_visitors(scope analytics.scope, visitors bigint[])
  returns bigint
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- How many sessions started on the UTC days from first up to, but not, until, and one page of their list, newest first.
create function analytics.newest_sessions(assistant_key integer, first date, until date, filter analytics.session_filter, row_limit integer, row_offset integer)
  returns analytics.session_list
  stable set search_path="" language plpgsql;

-- Of what ended before a day and is not rolled up: the shortest period, of those the first; of the page views or of the log. Then a line that is due.
create function analytics.next_due(assistant_key integer, due date)
  returns TABLE(days smallint, first_day date, is_of_log boolean, arranged analytics.arrangement)
  stable set search_path="" language plpgsql;

-- Opens what a visitor's events have changed: their days, and the days that count the visitor by the last one before.
create function analytics.note_changes(assistant_key integer, visitor bigint, changed datemultirange)
  returns void
  volatile set search_path="" language plpgsql;

-- Adds the conversations that events are the first of, and keeps the times and days of all they belong to. An analysis adds none.
create function analytics.note_conversations(entries analytics.log_entry[])
  returns void
  volatile set search_path="" language plpgsql;

-- Notes the visitors of a line who are in other lines of its arrangement too, there and here, in a mark and beside all visitors. One that left the others stays noted.
create function analytics.note_elsewhere(assistant_key integer, arranged analytics.arrangement, first date)
  returns void
  volatile set enable_mergejoin=off set enable_nestloop=off set enable_sort=off set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=192MB language plpgsql;

-- Notes the days on which events happened, and opens those rolled up whose counts they change: their own, those of what they say of conversations and interventions, and later ones of whoever they are of.
create function analytics.note_log_changes(entries analytics.log_entry[], before analytics.standing[], now_stands analytics.standing[])
  returns void
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Adds the terms and the people that events are the first to name, in one order.
create function analytics.note_names(entries analytics.log_entry[])
  returns void
  volatile set search_path="" language plpgsql;

-- Adds the pages of a batch that are new, and keeps their titles, in one order for everybody: no two batches wait for each other.
create function analytics.note_pages(assistant_key integer, events jsonb)
  returns void
  volatile set search_path="" language plpgsql;

-- Keeps people who are named again from being forgotten. Called before those who are not known are added, so that whoever is forgotten meanwhile is added anew.
create function analytics.note_seen(assistant_key integer, people bigint[])
  returns void
  volatile set search_path="" language plpgsql;

-- Adds the traits that an assistant's clients and origins have, and the sessions of 16 days from first.
create function analytics.note_traits(assistant_key integer, first date)
  returns void
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The widget events of the sessions of a scope, and on its page where it is about one, on those of its UTC days that are not rolled up; kind is as in analytics.stays.
create function analytics.open_actions(scope analytics.scope)
  returns TABLE(visitor bigint, page_key integer, acted_at timestamp with time zone, kind integer, country text, origin_key integer)
  stable parallel safe set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Page views and distinct visitors of each UTC day or hour of open days, of one page or, as page 0, of the site.
create function analytics.open_buckets(assistant_key integer, days date[], only_page integer, granularity text)
  returns TABLE(bucket timestamp without time zone, pageviews bigint, visitors bigint)
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The days from first up to, but not, until that have data and are not rolled up.
create function analytics.open_days(assistant_key integer, first date, until date)
  returns date[]
  stable set search_path="" language plpgsql;

-- Of [starts, ends) what no rollup of whole steps tells, such as quarters of an hour or days: days that are not rolled up, and what lies before the first and after the last step.
create function analytics.open_log_stretches(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, step interval)
  returns tstzmultirange
  stable set search_path="" language plpgsql;

-- Of each page: the distinct visitors whom a range that begins with first meets there first on one of these open days of it.
create function analytics.open_page_visitors(assistant_key integer, first date, days date[], pages integer[])
  returns TABLE(page_key integer, visitors integer)
  stable set enable_mergejoin=off set enable_nestloop=off set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- What open days say of each page, but for its visitors.
create function analytics.open_pages(assistant_key integer, days date[])
  returns TABLE(page_key integer, pageviews integer, timed_views integer, seconds bigint, widget_opens integer)
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Sessions that started on open days, by the attributes of a breakdown; a combination may come more than once.
create function analytics.open_sessions(assistant_key integer, days date[], breakdown analytics.breakdown)
  returns TABLE(source text, medium text, country text, device_type text, browser text, os text, sessions bigint)
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- How many distinct visitors a range that begins with first meets first on one of these open days of it.
create function analytics.open_site_visitors(assistant_key integer, first date, days date[])
  returns integer
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Where the sessions came from that viewed pages on open days, by page views.
create function analytics.open_sources(assistant_key integer, days date[], pages integer[])
  returns TABLE(page_key integer, source text, pageviews integer)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- What the sessions of a scope did on those of its UTC days that are not rolled up.
create function analytics.open_stays(scope analytics.scope)
  returns SETOF analytics.stays
  stable parallel safe language sql;

-- How many sessions of a list started on each open day, those without any left out.
create function analytics.open_stretches(assistant_key integer, opened date[], filter analytics.session_filter)
  returns SETOF analytics.stretch
  stable set search_path="" language plpgsql;

-- The page views of the sessions of a scope, and of its page where it is about one, on those of its UTC days that are not rolled up.
create function analytics.open_views(scope analytics.scope)
  returns TABLE(visitor bigint, page_key integer, viewed_at timestamp with time zone, seconds integer, country text, origin_key integer)
  stable parallel safe set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Of each page, or of the site as page 0: the distinct visitors whom a range that begins with first meets first on one of these open days of it.
create function analytics.open_visitors(assistant_key integer, first date, days date[], pages integer[])
  returns TABLE(page_key integer, visitors integer)
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The key of {source, medium, referrer_url, utm_*}, which is added when it is new.
create function analytics.origin_key(assistant_key integer, origin jsonb)
  returns integer
  volatile set search_path="" language plpgsql;

-- An overview as the API shows it.
create function analytics.overview_object(overview analytics.overview)
  returns jsonb
  immutable set search_path="" language plpgsql;

-- What a scope comes to in all.
create function analytics.overview_of(scope analytics.scope)
  returns analytics.overview
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The conversations of a person or a user token; of those that name them and are nobody's also those in which nobody else is said to have spoken.
create function analytics.own_conversations(assistant_key integer, person_key bigint, naming bigint[])
  returns bigint[]
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The key of a path, which is added when it is new; keeps the title it was last seen with.
create function analytics.page_key(assistant_key integer, path text, title text DEFAULT NULL::text, at timestamp with time zone DEFAULT NULL::timestamp with time zone)
  returns integer
  volatile set search_path="" language plpgsql;

-- What the rolled periods of a range say of pages, or of the site as page 0. Visitors are those whom the range meets in that period first: each is one of one period, so they add up.
create function analytics.page_parts(assistant_key integer, first date, until date, pages integer[])
  returns TABLE(page_key integer, pageviews integer, timed_views integer, widget_opens integer, seconds bigint, visitors integer, sources text[], source_views integer[])
  stable set search_path="" language plpgsql;

-- Page views and distinct visitors of each day or hour of a scope that has any, by its first instant.
create function analytics.pageview_buckets(scope analytics.scope, granularity text)
  returns TABLE(bucket timestamp with time zone, pageviews bigint, visitors bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- Of a line: at each entry whether it, or a later one that is the same, is set; same are the bitmaps of a mark that says which are, in their order.
create function analytics.passed_on(bits bit varying, same bit varying[])
  returns bit varying
  immutable parallel safe set search_path="" language plpgsql;

-- The people of analytics.log_presences in [starts, ends), all or some, and when each was first there in each UTC hour, day, week, month, quarter or year; without a unit, in all.
create function analytics.people_there(assistant_key integer, presences analytics.presence[], starts timestamp with time zone, ends timestamp with time zone, unit text, actors bigint[])
  returns TABLE(bucket timestamp without time zone, presence analytics.presence, key bigint, actor_key bigint, first_at timestamp with time zone, weight bigint)
  stable set enable_hashjoin=off set enable_mergejoin=off set jit=off set parallel_setup_cost=50000 set plan_cache_mode=force_custom_plan set random_page_cost=1.1 set search_path="" language plpgsql;

-- A share in percent with one decimal or so many, rounded half up; 0 where there is nothing to share.
create function analytics.percent(part numeric, whole numeric, decimals integer DEFAULT 1)
  returns numeric
  immutable parallel safe language sql;

-- All that is held on a visitor, a user or a user token, and what would be erased with them.
create function analytics.person_entries(assistant_key integer, person_id text)
  returns TABLE(happened_at timestamp with time zone, id text, entry jsonb)
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The user or the user token that a key stands for; null where there is none, as of who was erased.
create function analytics.person_of(assistant_key integer, person_key bigint)
  returns text
  stable parallel safe language sql;

-- Where bits are set, from 0, in order.
create function analytics.places_of(bits bit varying)
  returns SETOF integer
  immutable parallel safe language sql;

-- Gives a new assistant its id, and keeps its hosts in step with website_url and allowed_hosts.
create function analytics.prepare_assistant()
  returns trigger
  volatile security definer set search_path="" language plpgsql;

-- Who was there in each UTC hour from the start of one, of each assistant.
create function analytics.presence_hours(assistants integer[], presences analytics.presence[], starts timestamp with time zone, ends timestamp with time zone)
  returns TABLE(bucket timestamp without time zone, presence analytics.presence, key bigint, people bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set random_page_cost=1.1 set search_path="" language plpgsql;

-- The parts that presence_series and presence_totals add up: of each assistant, whom the rollups of a bucket's days meet first, and whom only what was recorded tells of.
create function analytics.presence_parts(assistants integer[], presences analytics.presence[], starts timestamp with time zone, ends timestamp with time zone, unit text)
  returns TABLE(bucket timestamp without time zone, presence analytics.presence, key bigint, people bigint, weight bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set random_page_cost=1.1 set search_path="" language plpgsql;

-- How many different ones analytics.log_presences has in each UTC hour, day, week, month, quarter or year of [starts, ends), which starts with one; those of several assistants are different. No row where nobody was there.
create function analytics.presence_series(assistants integer[], presences analytics.presence[], starts timestamp with time zone, ends timestamp with time zone, unit text)
  returns TABLE(bucket timestamp without time zone, presence analytics.presence, key bigint, people bigint)
  stable set search_path="" language plpgsql;

-- How many different ones analytics.log_presences has in [starts, ends), each once, and the sum of their weights; those of several assistants are different. No row where nobody was there.
create function analytics.presence_totals(assistants integer[], presences analytics.presence[], starts timestamp with time zone, ends timestamp with time zone)
  returns TABLE(presence analytics.presence, key bigint, people bigint, weight bigint)
  stable set search_path="" language plpgsql;

-- By how many quarters of an hour the clocks of a time zone are ahead of UTC at an instant.
create function analytics.quarters_ahead(at timestamp with time zone, zone text)
  returns integer
  stable parallel safe language sql;

-- Records a page view. Returns the UTC days on which a report may now say something else; none for one that is known already.
create function analytics.record_page_view(visit analytics.visit, event jsonb)
  returns datemultirange
  volatile set search_path="" language plpgsql;

-- Records a widget interaction. Returns the UTC days on which a report may now say something else; none for one that was known already.
create function analytics.record_widget_event(visit analytics.visit, event jsonb)
  returns datemultirange
  volatile set search_path="" language plpgsql;

-- Where a report is asked for about days of which rows are deleted, and rollups can't tell it: the first day from which on it can be asked for. Null elsewhere. To be called in one statement with the report, so that both see the same.
create function analytics.refused_before(report text, account_id uuid, assistant public.assistants, only_assistant text, arguments jsonb)
  returns date
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Days whose answers change: until they are rolled up anew, reports take them from what was recorded. Those whose rows are deleted stay as they are.
create function analytics.reopen(assistant_key integer, changed datemultirange)
  returns void
  volatile set search_path="" language plpgsql;

-- Opens days of the log whose counts have changed, and the later days of those who changed them: until they are rolled up anew, reports take them from what was recorded. Those whose rows are deleted stay as they are.
create function analytics.reopen_log_days(assistant_key integer, changed date[], actors bigint[], conversations bigint[])
  returns void
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Some measures in each bucket of [starts, ends), ascending, and by how many percent their sum differs from that of the range of the same length just before.
create function analytics.report_activity(assistants integer[], measures analytics.measure[], starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns json
  stable set search_path="" language plpgsql;

-- As report_intervention_times, for each agent with any such time, by the agents' names: the places of these in the list of them, from 0, and the times that go with them.
create function analytics.report_agent_times(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, unit text)
  returns json
  stable set search_path="" language plpgsql;

-- The assistants of an account, newest first; only one where the key is bound to it.
create function analytics.report_assistants(account_id uuid, only_assistant text, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language sql;

-- Messages that came in in [starts, ends) by channel, the busiest first, with the people who sent any; and in each local day or hour.
create function analytics.report_channels(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns json
  stable set search_path="" language plpgsql;

-- In [starts, ends): calls by direction, their minutes to two decimals, messages that came in, and messages of bots and agents.
create function analytics.report_communication(assistants integer[], starts timestamp with time zone, ends timestamp with time zone)
  returns json
  stable set search_path="" language plpgsql;

-- A conversation, and what happened in it, oldest first; null where there is none.
create function analytics.report_conversation(assistant_key integer, conversation_id text, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language plpgsql;

-- Conversations in which something happened in [starts, ends), what the bot said in that time, and the hours from the first to the last that happened in these conversations, at most 1.5 of each, to one decimal.
create function analytics.report_conversation_activity(assistants integer[], starts timestamp with time zone, ends timestamp with time zone)
  returns json
  stable set search_path="" language plpgsql;

-- Messages of [starts, ends) by the weekday and by the hour of a zone, and by channel the people who sent something and how much came in, the busiest first.
create function analytics.report_conversation_breakdown(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, zone text)
  returns json
  stable set search_path="" language plpgsql;

-- What happened in [starts, ends), which are so many days of a zone, and in as many days before, each in figures; and by how many percent each figure changed.
create function analytics.report_conversation_comparison(assistants integer[], counted analytics.measure, handling_status text, starts timestamp with time zone, ends timestamp with time zone, days integer, zone text)
  returns json
  stable set search_path="" language plpgsql;

-- Conversations that started and messages of [starts, ends) in each hour of each weekday, on the clocks of a zone.
create function analytics.report_conversation_hours(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, zone text)
  returns json
  stable set search_path="" language plpgsql;

-- What is known of the 100 conversations that were analysed last in [starts, ends), each by its latest analysis: products, intents, complaints and missing information, by how often and then by the alphabet, each with its conversations from the newest on; shares in percent to one decimal, of those that say anything; clicks, reactions, those that a purchase followed, and minutes, at most 60 of each.
create function analytics.report_conversation_insights(assistants integer[], starts timestamp with time zone, ends timestamp with time zone)
  returns json
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Conversations that started in [starts, ends) by the sentiment and the outcome of their latest analysis and by their handling status; null for those of which that is not known.
create function analytics.report_conversation_outcomes(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone)
  returns json
  stable set search_path="" language plpgsql;

-- Conversations that started in each bucket of [starts, ends), ascending: all or those that were answered, of one handling status or of any.
create function analytics.report_conversation_overview(assistants integer[], counted analytics.measure, handling_status text, starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns json
  stable set search_path="" language plpgsql;

-- Conversations by the local date on which their bucket begins, ascending.
create function analytics.report_conversation_series(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns json
  stable set search_path="" language plpgsql;

-- Conversations, messages and people in [starts, ends), messages per conversation to one decimal, and the share of completed conversations from 0 to 1 to two.
create function analytics.report_conversation_totals(assistants integer[], starts timestamp with time zone, ends timestamp with time zone)
  returns json
  stable set search_path="" language plpgsql;

-- Of a year [starts, ends) of a zone: conversations that started, messages, messages per conversation to one decimal, and messages by the English name of each of its months.
create function analytics.report_conversation_year(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, zone text)
  returns json
  stable set search_path="" language plpgsql;

-- Conversations and hand-overs by their start, and messages by sender, in each local day or hour of [starts, ends) and in all.
create function analytics.report_conversations(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns json
  stable set search_path="" language plpgsql;

-- Sessions of a scope by device type, by browser and by operating system, most first.
create function analytics.report_devices(scope analytics.scope)
  returns json
  stable set search_path="" language plpgsql;

-- The pages that sessions of a scope began with, most sessions first, and how many of these bounced.
create function analytics.report_entry_pages(scope analytics.scope, row_limit integer, row_offset integer)
  returns json
  stable language sql;

-- The pages that sessions of a scope ended with, most sessions first.
create function analytics.report_exit_pages(scope analytics.scope, row_limit integer, row_offset integer)
  returns json
  stable language sql;

-- Figures, asked for as {figure: measure} and {figure: presence}, in every hour, day, week, month or quarter from the start of that of starts up to, but not, ends, and over the whole of it.
create function analytics.report_figure_series(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, unit text, counts jsonb, people jsonb)
  returns json
  stable set search_path="" language plpgsql;

-- How far visitors came with the widget, in all and by page, source or country, most visitors first.
create function analytics.report_funnel(scope analytics.scope, by text, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language plpgsql;

-- Sessions of a scope by country, most first; null where the country is unknown.
create function analytics.report_geography(scope analytics.scope)
  returns json
  stable set search_path="" language plpgsql;

-- Hand-overs to agents that started in [starts, ends): by channel, topic and outcome, most first; how many were accepted, how long that took and how long they lasted, by agent and in all.
create function analytics.report_handovers(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone)
  returns json
  stable set search_path="" language plpgsql;

-- Of interventions by their start: the mean time from request to acceptance, and from acceptance to end, in seconds to one decimal and null of none; in every bucket from that of starts up to, but not, ends, and over the whole of it.
create function analytics.report_intervention_times(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, unit text)
  returns json
  stable set search_path="" language plpgsql;

-- How often labels were applied in each bucket of [starts, ends), ascending: those asked for in their order, with 0 where one was not, or else all that were, the most used first.
create function analytics.report_label_usage(assistants integer[], labels text[], starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns json
  stable set search_path="" language plpgsql;

-- How often each label was applied in [starts, ends), the most used first.
create function analytics.report_labels(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language plpgsql;

-- The visitors with a page view or widget event in the five minutes up to an instant, each once: by the page of the latest, and by the source of its session.
create function analytics.report_live(assistant_key integer, at timestamp with time zone)
  returns json
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Messages by the local date on which their bucket begins, ascending.
create function analytics.report_message_series(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, unit text, zone text)
  returns json
  stable set search_path="" language plpgsql;

-- What a scope comes to in all and, where it is compared, the same of the days just before it or a year before, with the changes in percent; null where there was nothing before; and how many events of the range were kept apart.
create function analytics.report_overview(scope analytics.scope, arguments jsonb)
  returns json
  stable set search_path="" language plpgsql;

-- Pages viewed in a scope, most viewed first. Sources are those of the sessions that the page views belong to.
create function analytics.report_pages(scope analytics.scope, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language plpgsql;

-- Page views and distinct visitors in every hour or day of a scope, and over the whole of it.
create function analytics.report_pageviews(scope analytics.scope, granularity text)
  returns json
  stable set search_path="" language plpgsql;

-- In [starts, ends): how often each version of the popup was shown and opened, in the order of their names, and how the conversations that started were opened; shares in percent, to two decimals.
create function analytics.report_popups(assistants integer[], starts timestamp with time zone, ends timestamp with time zone)
  returns json
  stable set search_path="" language plpgsql;

-- Visitors in [starts, ends), those of them who chatted, and who bought, each order by its first event: with a conversation that started in that time before the purchase, and without. Revenue is in euros at the rates of the day, in cents; shares are in percent, to two decimals. By group of the token too, where asked for.
create function analytics.report_purchases(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, with_groups boolean)
  returns json
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- As report_figure_series, and each figure by name, by value descending, then by name: the places of the names in the list of them, from 0, and the values that go with them.
create function analytics.report_ranking_series(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, unit text, counts jsonb, people jsonb)
  returns json
  stable set search_path="" language plpgsql;

-- People, asked for as {figure: presence}, each once from the start of the unit of starts up to, but not, ends: by name, as report_ranking_series lists them.
create function analytics.report_ranking_totals(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, unit text, people jsonb)
  returns json
  stable set search_path="" language plpgsql;

-- How often each response was shown, liked and disliked, and shown by a button and by language, from the start of the unit of starts up to, but not, ends: most shown first, then by name.
create function analytics.report_response_use(assistants integer[], starts timestamp with time zone, ends timestamp with time zone, unit text)
  returns json
  stable set search_path="" language plpgsql;

-- The session of a visitor that started in a second, and what happened in it, oldest first and at one time in the order of their kinds; null where there is none.
create function analytics.report_session_timeline(assistant_key integer, visitor_id text, starting timestamp with time zone, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language plpgsql;

-- Sessions of a scope, newest first.
create function analytics.report_sessions(scope analytics.scope, arguments jsonb, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language plpgsql;

-- Sessions of a scope by source and medium, most first.
create function analytics.report_traffic_sources(scope analytics.scope)
  returns json
  stable set search_path="" language plpgsql;

-- Of the user tokens seen as visitors in [starts, ends): how many in that time were shown a popup, opened the widget, and had a conversation that started; each also in percent of all, to two decimals.
create function analytics.report_visitor_funnel(assistants integer[], starts timestamp with time zone, ends timestamp with time zone)
  returns json
  stable set search_path="" language plpgsql;

-- The stream of widget interactions of a scope, oldest first.
create function analytics.report_widget_events(scope analytics.scope, row_limit integer, row_offset integer)
  returns json
  stable set search_path="" language plpgsql;

-- Keeps the times of conversations in step with what is left of them after some of it was erased.
create function analytics.retime_conversations(assistant_key integer, conversations bigint[])
  returns void
  volatile set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Counts a day of the log, by measure and key.
create function analytics.roll_up_counts(assistant_key integer, day date)
  returns void
  volatile set jit=off set random_page_cost=1.1 set search_path="" set work_mem=32MB language sql;

-- Puts the stays of those of 16 days from first that are rolled up in line, in place of an earlier line of them.
create function analytics.roll_up_lineup(assistant_key integer, arranged analytics.arrangement, first date, today date)
  returns void
  volatile set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=192MB language plpgsql;

-- Rolls up one day of the log. The caller holds the lock of the assistant's periods.
create function analytics.roll_up_log_day(assistant_key integer, day date)
  returns void
  volatile set search_path="" language plpgsql;

-- Counts a day of page views, by page and for the whole site.
create function analytics.roll_up_pages(assistant_key integer, day date)
  returns void
  volatile set search_path="" language sql;

-- Rolls up one period: a day from what was recorded, a longer one from its four parts. The caller holds the lock of the assistant's periods.
create function analytics.roll_up_period(assistant_key integer, length smallint, first date)
  returns void
  volatile set search_path="" language plpgsql;

-- Counts who was there on a day of the log, by presence and key, and by the day on which they were there before.
create function analytics.roll_up_presences(assistant_key integer, day date)
  returns void
  volatile set jit=off set random_page_cost=1.1 set search_path="" set work_mem=32MB language sql;

-- Counts the sessions that started on a day, by segment.
create function analytics.roll_up_sessions(assistant_key integer, day date)
  returns void
  volatile set search_path="" language sql;

-- Keeps what each session did on a day.
create function analytics.roll_up_stays(assistant_key integer, day date)
  returns void
  volatile set search_path="" language plpgsql;

-- Page views and distinct visitors of each UTC day or hour within an unfiltered scope that has any, by its first instant.
create function analytics.rolled_buckets(scope analytics.scope, granularity text)
  returns TABLE(bucket timestamp with time zone, pageviews bigint, visitors bigint)
  stable set search_path="" language plpgsql;

-- Page views and distinct visitors of plain days that begin at a half hour of UTC, of all sessions.
create function analytics.rolled_local_days(scope analytics.scope, days analytics.local_day[])
  returns TABLE(bucket timestamp with time zone, pageviews bigint, visitors bigint)
  stable set search_path="" language plpgsql;

-- Pages viewed by all, most first, with what rollups, and days and parts of days that have none, say of them. Sources are those of the sessions that the page views belong to.
create function analytics.rolled_pages(scope analytics.scope, row_limit integer, row_offset integer)
  returns SETOF analytics.page_figures
  stable set search_path="" language plpgsql;

-- The fewest rolled periods that hold all rolled days from first up to, but not, until: at most six of each length where all is rolled.
create function analytics.rolled_periods(assistant_key integer, first date, until date)
  returns TABLE(days smallint, first_day date)
  stable set search_path="" language plpgsql;

-- What the sessions of a scope did on those of its UTC days that are rolled up. It is read as part of the query that names it, as are all that are made of it.
create function analytics.rolled_stays(scope analytics.scope)
  returns SETOF analytics.stays
  stable parallel safe language sql;

-- How many sessions of the wanted segments started in each of the rolled periods, those without any left out.
create function analytics.rolled_stretches(assistant_key integer, breakdown analytics.breakdown, wanted integer[], periods analytics.stretch[])
  returns SETOF analytics.stretch
  stable set search_path="" language plpgsql;

-- The table of contents: which function answers which report, with its arguments read from the request.
create function analytics.run_report(report text, account_id uuid, assistant public.assistants, only_assistant text, arguments jsonb)
  returns json
  stable set search_path="" language plpgsql;

-- A call, a reaction, a click or a bot's event as the API shows it, with the word that it is about.
create function analytics.said_alone(kind text, at timestamp with time zone, event_id uuid, assistant_key integer, conversation_key bigint, term_key bigint, more jsonb)
  returns jsonb
  stable set search_path="" language plpgsql;

-- What an event of a beacon says as one of the log, in the form that log_events takes; null where it says nothing there. A click in no conversation has the visitor for its user.
create function analytics.said_on_page(event jsonb, visitor bigint)
  returns jsonb
  immutable set search_path="" language plpgsql;

-- Page views and distinct visitors of a scope, from all that its sessions did; nothing of its sessions.
create function analytics.scanned_totals(scope analytics.scope)
  returns SETOF analytics.overview
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- What the arguments of a report are about: start_date, end_date, timezone and the filters of sessions, all of which must hold. The source "social" is every source with that medium; the medium "none" is to have none; a language is also its regional ones.
create function analytics.scope_of(assistant_key integer, arguments jsonb)
  returns analytics.scope
  stable set search_path="" language plpgsql;

-- Moves the day from which on an assistant's rows are kept as far as it may be, and tells whether it did. While something is recorded it does not, or waits for half a second.
create function analytics.seal_days(assistant_key integer, today date, may_wait boolean)
  returns boolean
  volatile set lock_timeout=500ms set search_path="" language plpgsql;

-- The day up to which rows are older than the account keeps them, as far as all days before it are rolled up; null where there are none.
create function analytics.sealable(assistant_key integer, today date)
  returns date
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- A visitor is seen in the log where a session of theirs starts; the same instant again changes nothing.
create function analytics.see_visitor(assistant_key integer, visitor bigint, seen_at timestamp with time zone)
  returns void
  volatile set search_path="" language plpgsql;

-- Sessions of a scope by the attributes of a breakdown; a combination may come more than once.
create function analytics.session_counts(scope analytics.scope, breakdown analytics.breakdown)
  returns TABLE(source text, medium text, country text, device_type text, browser text, os text, sessions bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Where to look for one page of a list of sessions, newest first: the days alone, however long the range and the offset.
create function analytics.session_days(assistant_key integer, first date, until date, filter analytics.session_filter, row_limit integer, row_offset integer)
  returns analytics.session_page
  stable set search_path="" language plpgsql;

-- What is known of a session: its page views and widget events, and what the log has of its visitor's token from its start until half an hour after its last event: popups, conversations that started, clicks, orders by their first event.
create function analytics.session_entries(session analytics.sessions)
  returns TABLE(happened_at timestamp with time zone, id text, entry json)
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Sessions as the API shows them, newest first; null for none.
create function analytics.session_objects(listed analytics.sessions[], with_ip boolean)
  returns json
  stable set search_path="" language plpgsql;

-- The session that activity from starts to ends belongs to: extended, joined with those it now touches, or begun; to be kept with keep_session. In whatever order events arrive, the sessions are the same. The caller holds the visitor's lock.
create function analytics.session_of(visit analytics.visit, starts timestamp with time zone, ends timestamp with time zone)
  returns analytics.placement
  volatile set search_path="" language plpgsql;

-- The sessions of a scope, and those of them that bounced, by the page they began with or, if not by_entry, ended with; without those that viewed none. A page may come more than once.
create function analytics.sessions_by_page(scope analytics.scope, by_entry boolean)
  returns TABLE(page_key integer, sessions bigint, bounces bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The sessions of a list that started in [starts, ends), whole hours.
create function analytics.sessions_started(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, filter analytics.session_filter)
  returns SETOF analytics.sessions
  stable set search_path="" language plpgsql;

-- A share link as its owner sees it again: never by its token or its hash.
create function analytics.share_link_object(link public.share_links)
  returns jsonb
  stable set search_path="" language sql;

-- How many sessions of a scope started on each of its UTC days; days without any may be left out.
create function analytics.start_days(scope analytics.scope)
  returns TABLE(day date, sessions bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The sessions that started in a scope; nothing of page views.
create function analytics.start_totals(scope analytics.scope)
  returns SETOF analytics.overview
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The sessions of a scope that started in its range, each once; where it is about a page, those that viewed it.
create function analytics.starts_there(scope analytics.scope)
  returns SETOF analytics.stays
  stable parallel safe language sql;

-- As filtered_local_days, from stays one by one, of days on end.
create function analytics.stay_local_days(scope analytics.scope, days analytics.local_day[])
  returns TABLE(bucket timestamp with time zone, pageviews bigint, visitors bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- What each session did on each of the days, from what was recorded. A session bounced with one page view, under ten seconds of visible time and no widget event.
create function analytics.stays_of(assistant_key integer, days date[])
  returns SETOF analytics.stays
  stable parallel safe set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- What the sessions of a scope did on each of its UTC days, from rollups or from what was recorded.
create function analytics.stays_there(scope analytics.scope)
  returns SETOF analytics.stays
  stable parallel safe language sql;

-- Raw addresses are for the agency plan with a signed data processing agreement, and for nobody else.
create function analytics.stores_ip(account public.accounts)
  returns boolean
  immutable language sql;

-- Adds what an admitted caller reports to the log: how many events are new, how many are known by their ids, and which are refused. No event takes another with it.
create function analytics.take_events(admission analytics.admission, events jsonb)
  returns json
  volatile set search_path="" language plpgsql;

-- The word that a key stands for; null where there is none, as for 0.
create function analytics.term_of(assistant_key integer, term_key bigint)
  returns text
  stable parallel safe language sql;

-- Who analytics.log_presences has in [starts, ends), all or some, and when each was first there in each bucket: from what was recorded.
create function analytics.there(assistant_key integer, presences analytics.presence[], starts timestamp with time zone, ends timestamp with time zone, unit text, actors bigint[])
  returns TABLE(bucket timestamp without time zone, presence analytics.presence, key bigint, actor_key bigint, first_at timestamp with time zone, weight bigint)
  stable set search_path="" language plpgsql;

-- The page views in the range of a scope, of its sessions, and of its page where it is about one, with their time.
create function analytics.timed_views_there(scope analytics.scope)
  returns TABLE(visitor bigint, page_key integer, viewed_at timestamp with time zone, seconds integer, country text, origin_key integer)
  stable parallel safe language sql;

-- For each trait that some of these entries have, whose client, origin and country are given in their order: which of them have it.
create function analytics.trait_bitmaps(assistant_key integer, client_keys integer[], origin_keys integer[], countries text[])
  returns TABLE(trait_key integer, bits bit varying)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- The traits that each client and each origin stands for; origin 0 is none. It is read as part of the query that names it, so that only what is asked of it is put together.
create function analytics.trait_labels(assistant_key integer)
  returns TABLE(trait analytics.trait, client_key integer, origin_key integer, label jsonb)
  stable parallel safe language sql;

-- The places of analyses of conversations that no event is known of, in the log or in the same call.
create function analytics.unfounded_analyses(entries analytics.log_entry[])
  returns integer[]
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- What the log calls a visitor, as pages do.
create function analytics.user_token(visitor bigint)
  returns text
  immutable parallel safe language sql;

-- Page views and distinct visitors of a scope; nothing of its sessions.
create function analytics.view_totals(scope analytics.scope)
  returns analytics.overview
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- Of the stays across the start or the end of local days, as lines know them, the page views that were on each.
create function analytics.views_across(scope analytics.scope, sides analytics.line_side[], days analytics.local_day[])
  returns TABLE(day date, views bigint)
  stable parallel safe set jit=off set max_parallel_workers_per_gather=0 set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The page views in the range of a scope, of its sessions, and of its page where it is about one, that are in no line of pages within it.
create function analytics.views_beside_lineups(scope analytics.scope)
  returns TABLE(visitor bigint, page_key integer, seconds integer, origin_key integer)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The page views of visitors on the days from first up to, but not, until.
create function analytics.views_of(assistant_key integer, visitors bigint[], first date, until date)
  returns TABLE(visitor bigint, page_key integer, viewed_on date)
  stable set enable_hashjoin=off set enable_mergejoin=off set search_path="" language plpgsql;

-- The page views in the range of a scope, of its sessions, and of its page where it is about one.
create function analytics.views_there(scope analytics.scope)
  returns TABLE(visitor bigint, page_key integer, seconds integer, country text, origin_key integer)
  stable parallel safe language sql;

-- Of each user token in [starts, ends), all or some, when it was first seen, shown a popup, opened the widget and began a conversation, in each UTC bucket; without a unit, in all.
create function analytics.visitor_moments(assistant_key integer, starts timestamp with time zone, ends timestamp with time zone, unit text, actors bigint[])
  returns TABLE(bucket timestamp without time zone, token_key bigint, visitor_group smallint, seen_at timestamp with time zone, approached_at timestamp with time zone, opened_at timestamp with time zone, chatted_at timestamp with time zone)
  stable set jit=off set parallel_setup_cost=50000 set plan_cache_mode=force_custom_plan set random_page_cost=1.1 set search_path="" language plpgsql;

-- The visitor of pages that a user token is that of; null for any other.
create function analytics.visitor_of(person_id text)
  returns bigint
  immutable parallel safe language sql;

-- How many user tokens were seen as visitors in [starts, ends), and of these how many were also each of the others: those who were one and those who were the other, without those who were either.
create function analytics.visitor_overlaps(assistants integer[], others analytics.presence[], starts timestamp with time zone, ends timestamp with time zone)
  returns TABLE(presence analytics.presence, people bigint)
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- As presence_parts, of the user tokens in all: in one row for each, whatever is asked of them.
create function analytics.visitor_parts(assistants integer[], presences analytics.presence[], starts timestamp with time zone, ends timestamp with time zone)
  returns TABLE(presence analytics.presence, key bigint, people bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Which quarter of all visitors, 1 to 4, one belongs to.
create function analytics.visitor_quarter(visitor bigint)
  returns smallint
  immutable parallel safe language sql;

-- The visitors whose first entries are chosen in lines and who are in one line only, by key, or by some of the keys: whom counting line by line counts once.
create function analytics.visitors_alone(scope analytics.scope, arranged analytics.arrangement, lines analytics.chosen_line[], keys text[])
  returns TABLE(key text, visitors bigint)
  stable parallel safe set enable_sort=off set jit=off set max_parallel_workers_per_gather=0 set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Whose the entries are that are chosen of lines, with their places and keys.
create function analytics.visitors_at(scope analytics.scope, arranged analytics.arrangement, lines analytics.chosen_line[])
  returns TABLE(first_day date, key text, place integer, visitor bigint)
  stable parallel safe set jit=off set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- The page views in the ranges of several scopes, as analytics.visitors_views has them of one.
create function analytics.visitors_beside(pieces analytics.scope[])
  returns TABLE(visitor bigint, country text, origin_key integer, pageviews integer)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- How many distinct visitors have a first entry that is chosen in lines, by what the lines are arranged by, or of some keys of it; with them others, each with a key. Processes share the work.
create function analytics.visitors_by_key(scope analytics.scope, arranged analytics.arrangement, met analytics.chosen_line[], keys text[], other_keys text[], others bigint[])
  returns TABLE(key text, visitors bigint)
  stable set jit=off set max_parallel_workers_per_gather=1 set parallel_setup_cost=0 set parallel_tuple_cost=0 set plan_cache_mode=force_generic_plan set search_path="" language plpgsql;

-- The distinct visitors that visitors_by_key counts, in parts that add up. It is read as part of the query that names it, so that processes share the parts.
create function analytics.visitors_in_parts(scope analytics.scope, arranged analytics.arrangement, met analytics.chosen_line[], keys text[], other_keys text[], others bigint[])
  returns TABLE(key text, visitors bigint)
  stable parallel safe language sql;

-- Those of one quarter of all visitors, 1 to 4, whom visitors_alone leaves, by key, or by some of the keys: whose first entries are chosen in lines and who are in others too, and others, each with a key.
create function analytics.visitors_in_quarter(scope analytics.scope, arranged analytics.arrangement, lines analytics.chosen_line[], keys text[], other_keys text[], others bigint[], quarter integer)
  returns TABLE(key text, visitors bigint)
  stable parallel safe set enable_mergejoin=off set enable_sort=off set jit=off set max_parallel_workers_per_gather=0 set plan_cache_mode=force_custom_plan set search_path="" set work_mem=64MB language plpgsql;

-- The same of the user tokens.
create function analytics.visitors_there(assistant_key integer, presences analytics.presence[], starts timestamp with time zone, ends timestamp with time zone, unit text, actors bigint[])
  returns TABLE(bucket timestamp without time zone, presence analytics.presence, key bigint, actor_key bigint, first_at timestamp with time zone, weight bigint)
  stable set search_path="" language plpgsql;

-- How many page views in the range of a scope there were in each session, in parts: for sums, and to tell visitors apart.
create function analytics.visitors_views(scope analytics.scope)
  returns TABLE(visitor bigint, country text, origin_key integer, pageviews integer)
  stable parallel safe language sql;

-- Of which traits the sessions of a scope must have one each, beside its pages and what was done with the widget.
create function analytics.wanted_traits(scope analytics.scope)
  returns TABLE(trait analytics.trait, trait_keys integer[])
  stable parallel safe set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- Whether a visitor viewed a page in a session of a scope on one of its days that are rolled up.
create function analytics.was_there(scope analytics.scope, visitor bigint)
  returns boolean
  stable parallel safe language sql;

-- The UTC days of a scope that are in its range from midnight to midnight: of what happened on them the time needs no look.
create function analytics.whole_days(scope analytics.scope)
  returns analytics.scope
  immutable parallel safe language sql;

-- How many widget events of a scope there were on each of its UTC days; days without any may be left out.
create function analytics.widget_event_days(scope analytics.scope)
  returns TABLE(day date, events bigint)
  stable set jit=off set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The widget events of a scope in [starts, ends).
create function analytics.widget_events_among(scope analytics.scope, starts timestamp with time zone, ends timestamp with time zone)
  returns SETOF analytics.widget_events
  stable set plan_cache_mode=force_custom_plan set search_path="" language plpgsql;

-- The keys of all assistants of an account; only of one where the key of the request is bound to it.
create function analytics.workspace(account_id uuid, only_assistant text)
  returns integer[]
  stable set search_path="" language plpgsql;
