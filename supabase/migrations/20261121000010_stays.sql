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
  pages integer[],
  times integer[],
  actions integer[],
  later_pages integer[],
  primary key (assistant_key, day, visitor, started_at)
);

-- Few do anything with the widget.
create index stays_active on analytics.stays (assistant_key, day) where actions is not null;

comment on table analytics.stays is
  'What each session did on each UTC day that is rolled up, with the attributes of the whole session: a rollup, from which filtered reports are counted.';
comment on column analytics.stays.seconds is
  'From the first event of the session to its last, on the day that it started; null on its later days, as are bounced and later_pages, which are of the whole session too.';
comment on column analytics.stays.pages is 'The pages viewed, in order; null for none.';
comment on column analytics.stays.times is
  'For each page viewed, the milliseconds since midnight and the visible seconds, -1 where they are not known.';
comment on column analytics.stays.actions is
  'For each widget event its page, the milliseconds since midnight, and 1 for widget_open, 2 for conversation_start, 3 for inquiry_submit, 0 for others; null for none.';
comment on column analytics.stays.later_pages is 'The pages that the session viewed on later days; null for most.';
