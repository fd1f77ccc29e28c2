-- What filters look at: a session's attributes beside all that it did on a day, in one row. What is filtered by
-- most comes first: it is found without a look at the rest.
create table analytics.stays (
  assistant_key integer not null,
  day date not null,
  visitor bigint not null,
  started_at timestamptz not null,
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
  primary key (assistant_key, day, visitor, started_at) include (
    client_key, views, first_view, last_view, origin_key, entry_page_key, exit_page_key, seconds,
    engaged, bounced, country
  )
)
-- An index says all that is asked of whole days, as long as it is known that all rows are seen by everybody.
with (autovacuum_vacuum_insert_scale_factor = 0.01);

-- What has no fixed length comes last in an index: what is behind it takes longer to read.
-- In this order those of a visitor come together: distinct visitors are counted as they pass by. However many
-- years there are, a range is in two of them.
create index stays_visitor on analytics.stays (assistant_key, (extract(year from day)::smallint), visitor, day) include (
  client_key, views, origin_key, entry_page_key, seconds, engaged, bounced, country
);

-- Where few have a country or an origin, only these are read.
create index stays_country on analytics.stays (assistant_key, country, day);
create index stays_origin on analytics.stays (assistant_key, origin_key, day);

-- Few do anything with the widget.
create index stays_active on analytics.stays (assistant_key, day) where actions is not null;

comment on table analytics.stays is
  'What each session did on each UTC day that is rolled up, with the attributes of the whole session: a rollup, from which filtered reports are counted.';
comment on column analytics.stays.seconds is
  'From the first event of the session to its last, on the day that it started; null on its later days, as are bounced and later_pages, which are of the whole session too.';
comment on column analytics.stays.views is
  'How many pages were viewed on the day; the first and the last at first_view and last_view, in milliseconds since midnight.';
comment on column analytics.stays.pages is
  'The pages viewed, in order, with the milliseconds since midnight in moments and the visible seconds, -1 where they are not known, in times; null for none.';
comment on column analytics.stays.actions is
  'For each widget event its page, the milliseconds since midnight, and 1 for widget_open, 2 for conversation_start, 3 for inquiry_submit, 0 for others; null for none.';
comment on column analytics.stays.later_pages is 'The pages that the session viewed on later days; null for most.';
