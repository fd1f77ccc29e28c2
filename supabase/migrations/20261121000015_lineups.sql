-- Stays once more, for questions about many of them: standing in line, each is one bit, and what is asked of all is
-- asked of bits (a bit-sliced index, O'Neil and Quass 1997). As other rollups these may be absent: then the same
-- answers come from stays, one by one.
create type analytics.arrangement as enum ('visitor', 'country', 'source', 'page', 'hour');

comment on type analytics.arrangement is
  'What stays are in line by first: nothing, their country, their source, or each page or hour in which they viewed something; then by visitor, day and start.';

create type analytics.mark as enum (
  'any', 'trait', 'started', 'bounced', 'engaged', 'entry_page', 'viewed', 'opened', 'conversed', 'submitted', 'day', 'views',
  'seconds', 'timed_views', 'page_seconds', 'actions', 'opens', 'first', 'same', 'elsewhere', 'first_on_day', 'same_on_day',
  'day_after', 'first_quarter', 'last_quarter'
);

comment on type analytics.mark is
  'What a bit says of an entry: that there is one; that its session has a trait, started on its day, bounced, or had the widget opened; that on its day something was viewed, the widget opened, a conversation started, or an inquiry submitted, or what comes after that, on the page where it is of one; that it is the first of its visitor with its key, that they are in other lines with it too, that it is the first of theirs on its day, and that they were there on the day before. Of the key of its session''s entry_page (0 without one), day (since the first), first_quarter and last_quarter (of an hour of the UTC day, in which the first and the last page view was), views, seconds, timed_views, page_seconds, actions (all that was done with the widget) and opens a bitmap is one binary digit; same and same_on_day say that the entry 2^number places on is of the same visitor, and day.';

create table analytics.lineups (
  assistant_key integer not null,
  arranged analytics.arrangement not null,
  first_day date not null
    constraint lineups_begin_with_a_period check ((first_day - date '0001-01-01') % 16 = 0),
  days datemultirange not null,
  made_on date not null,
  entries integer not null,
  entry_pages integer[] not null,
  exit_pages integer[] not null,
  actors bigint[] not null,
  acted_at integer[] not null,
  acted_with text[] not null,
  primary key (assistant_key, arranged, first_day)
);

comment on table analytics.lineups is
  'The stays of 16 days in line: each is an entry, arranged by country or source too; arranged by page it is one for each page that it viewed or, if it began then, the session viewed later; by hour, one for each hour of the UTC day in which it viewed something.';
comment on column analytics.lineups.days is
  'Of which of the 16 days the stays in line are those that are kept: not of what is still to come, and of none that was rolled up anew since. A line is made anew on a later day than made_on.';
comment on column analytics.lineups.actors is 'The visitors of the entries in which the widget was opened, which are at the places of acted_at, with the keys of acted_with.';
comment on column analytics.lineups.entry_pages is 'Of the line of visitors: the page that the session of each entry began with, and with exit_pages ended with.';

create table analytics.lineup_keys (
  assistant_key integer not null,
  arranged analytics.arrangement not null,
  first_day date not null,
  place integer not null,
  key text,
  entries integer not null,
  primary key (assistant_key, arranged, first_day, place) include (key, entries)
);

comment on table analytics.lineup_keys is
  'Where in a line the entries of a country, a source, a page or an hour (its key, that of an hour its first instant in UTC) begin, from 0, and how many there are; all have one key, null, where nothing comes first.';

create table analytics.lineup_visitors (
  assistant_key integer not null,
  arranged analytics.arrangement not null,
  first_day date not null,
  quarter smallint not null,
  key_place integer not null,
  visitors bigint[] not null,
  places integer[] not null,
  elsewhere bigint[] not null default '{}',
  elsewhere_at integer[] not null default '{}',
  primary key (assistant_key, arranged, first_day, quarter, key_place)
);

comment on table analytics.lineup_visitors is
  'The distinct visitors of the entries of a key, with the places of their first ones: one quarter of all visitors, 1 to 4, so that processes share them. Of lines by hour there are none: no hour is in two lines.';
comment on column analytics.lineup_visitors.elsewhere is
  'Those of them who are in other lines with this key too, whose entries have the mark of that name, with the places of these in elsewhere_at.';

create table analytics.bitmaps (
  assistant_key integer not null,
  arranged analytics.arrangement not null,
  first_day date not null,
  mark analytics.mark not null,
  number integer not null,
  bits bit varying not null,
  primary key (assistant_key, arranged, first_day, mark, number)
);

-- Compressed where they are, since most are mostly zeros: only the longest are put elsewhere.
alter table analytics.bitmaps alter column bits set storage main;
alter table analytics.bitmaps set (toast_tuple_target = 128);

comment on table analytics.bitmaps is
  'One bit for each entry of a line, filled up to whole words of 64: for a trait by its key, else for a binary digit or power by its number, else 0. Where none is set there may be no bitmap.';
