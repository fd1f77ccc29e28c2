-- Answers about days that are over, counted once. A report takes what is rolled up from here and all
-- else from what was recorded: without a single row here every answer is the same, only slower.
create table analytics.periods (
  assistant_key integer not null,
  days smallint not null
    constraint periods_lengths_are_powers_of_four check (days in (1, 4, 16, 64, 256)),
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
  primary key (assistant_key, days, first_day),
  constraint periods_begin_at_a_multiple_of_their_length check ((first_day - date '0001-01-01') % days = 0)
);

create index periods_open on analytics.periods (assistant_key, days, first_day) where not rolled;
create index periods_due on analytics.periods ((first_day + days)) where not rolled;
create index periods_unlined on analytics.periods (assistant_key, first_day) where days = 1 and rolled and not lined;

comment on table analytics.periods is
  'UTC days on which something was recorded, and the periods of 4, 16, 64 and 256 days that hold them: rolled up, or yet to be. Only a period that is rolled has rollups that are true; then all within it that have any data are rolled too.';
comment on column analytics.periods.widget_events is 'How many there are in the period, once it is rolled.';
comment on column analytics.periods.sessions is
  'How many started in the period, once it is rolled; so many of them bounced, in so many the widget was opened, and so many seconds they lasted in all.';

comment on column analytics.periods.views_to is
  'Of a single day that is rolled: the page views before each half hour, 0:00 to 24:00 UTC. Of as many half hours: how many visitors viewed a page before it (visitors_to), from then on (visitors_from), and both before it and on the day before from the same time on (visitors_across): so the visitors of 24 hours add up, at whatever half hour a day begins.';
comment on column analytics.periods.known_from is
  'Of whom was there earlier the period knows from this day on only: rows before it were gone when it was rolled up. Null where it knows of all that its visitors are told apart by.';

comment on column analytics.periods.lined is 'Of a single day that is rolled: whether its stays stand in all lines.';

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
  primary key (assistant_key, page_key, days, first_day)
);

create index page_rollups_ranked on analytics.page_rollups (assistant_key, days, first_day)
  include (page_key, pageviews);

comment on table analytics.page_rollups is
  'What a period says of each page, and as page 0 of the whole site. Arrays of one kind go together: place by place.';
comment on column analytics.page_rollups.timed_views is 'Page views whose time on page is known; seconds is the sum of it.';
comment on column analytics.page_rollups.gaps is
  'Ascending: how many days before the period its returning visitors had viewed the page last, up to 364.';
comment on column analytics.page_rollups.visitors_beyond is
  'How many visitors in all, then for each gap how many who had stayed away for longer. Those who had stayed away for longer than since the start of a range are the ones the range meets here first: so distinct visitors add up.';
comment on column analytics.page_rollups.hours is 'For single days: the hours with page views, 0 to 23, UTC.';

create type analytics.breakdown as enum ('source', 'country', 'client', 'list');

comment on type analytics.breakdown is
  'How sessions are counted: by source and medium; by country; by device, browser and system; or by all that the session list filters by.';

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
  primary key (assistant_key, segment_key),
  unique nulls not distinct (assistant_key, breakdown, source, medium, country, device_type, browser, os, engaged)
);

comment on table analytics.segments is
  'Each combination of attributes that sessions are counted by; those its breakdown does not look at are null.';

create table analytics.session_rollups (
  assistant_key integer not null,
  breakdown analytics.breakdown not null,
  days smallint not null,
  first_day date not null,
  segment_key integer not null,
  sessions integer not null,
  hours integer not null,
  primary key (assistant_key, breakdown, days, first_day, segment_key)
);

comment on table analytics.session_rollups is 'How many sessions of each segment started in a period.';
comment on column analytics.session_rollups.hours is
  'Bit n is set where one of them started in hour n of a day, UTC: where a list must look for them.';
