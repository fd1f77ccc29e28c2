-- The order of columns leaves no gaps between them: the widest rows there are should be no wider than they must.
create table analytics.sessions (
  assistant_key integer not null,
  client_key integer not null,
  visitor bigint not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  entry_page_key integer,
  exit_page_key integer,
  origin_key integer,
  pages_viewed integer not null default 0,
  ip_hash bigint,
  widget_seconds integer not null default 0,
  engaged boolean not null default false,
  country text
    constraint sessions_country_is_two_letters check (country ~ '^[A-Z]{2}$'),
  primary key (assistant_key, visitor, started_at),
  constraint sessions_end_after_their_start check (ended_at >= started_at)
);

-- By the hour: entries that are equal share their key, so that this is a quarter of an index on started_at.
create index sessions_hour on analytics.sessions (
  assistant_key, date_bin(interval '1 hour', started_at, timestamptz 'epoch')
);

comment on table analytics.sessions is
  'One visitor''s activity with gaps of less than 30 minutes. Origin, entry and exit come from the page views of the session; browser, country and IP hash from its first event.';

create table analytics.session_addresses (
  assistant_key integer not null,
  visitor bigint not null,
  started_at timestamptz not null,
  ip inet not null,
  primary key (assistant_key, visitor, started_at),
  foreign key (assistant_key, visitor, started_at) references analytics.sessions on update cascade on delete cascade
);

comment on table analytics.session_addresses is
  'IP addresses of sessions, from their first event; only for accounts of the agency plan with a signed data processing agreement.';

create table analytics.page_views (
  assistant_key integer not null,
  page_key integer not null,
  viewed_at timestamptz not null,
  visitor bigint not null,
  event_id uuid not null,
  seconds_on_page integer
    constraint page_views_time_is_within_a_day check (seconds_on_page between 0 and 86400),
  viewed_on date not null generated always as ((viewed_at at time zone 'UTC')::date) stored,
  location text,
  -- Ids begin with the time: in this order new ones come last, and the index is dense.
  primary key (event_id, assistant_key)
);

-- Serves the days of an assistant and, within a day, each visitor; equal entries share their key.
create index page_views_day on analytics.page_views (assistant_key, viewed_on, visitor);

comment on table analytics.page_views is
  'Page views by people. One belongs to the session of its visitor that spans it. Seconds are visible seconds, known once an exit beacon came.';
comment on column analytics.page_views.viewed_on is 'The UTC day.';
comment on column analytics.page_views.location is
  'The full URL, where it is more than the host of the assistant''s website and the path.';

create table analytics.widget_events (
  assistant_key integer not null,
  page_key integer not null,
  occurred_at timestamptz not null,
  visitor bigint not null,
  event_id uuid not null,
  duration_seconds integer
    constraint widget_events_duration_is_clamped check (duration_seconds between 1 and 14400),
  event_type text not null
    constraint widget_events_type_is_known check (
      event_type in ('widget_open', 'widget_close', 'conversation_start', 'conversation_end', 'inquiry_submit')
    ),
  page_load text,
  primary key (event_id, assistant_key)
);

create index widget_events_occurred on analytics.widget_events (assistant_key, occurred_at, event_id);

comment on table analytics.widget_events is 'What visitors did with the chat widget, and on which page.';
comment on column analytics.widget_events.page_load is 'The token of the page load, which the API calls session_id.';

create table analytics.excluded_events (
  assistant_key integer not null,
  event_id uuid not null,
  occurred_at timestamptz not null,
  reason text not null
    constraint excluded_events_reason_is_known check (
      reason in ('host_not_allowed', 'blocked_ip', 'bot', 'blocked_host', 'blocked_path', 'referrer_spam')
    ),
  primary key (assistant_key, event_id)
);

comment on table analytics.excluded_events is
  'Events that no report counts: of bots, of spam, and of what is blocked. Of each its id and the reason, so that none is counted twice among those, nor ever among those of people.';
