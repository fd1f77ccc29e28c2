-- As the rollups of page views, these may be absent: then the same answers come from what was recorded.
create table analytics.log_days (
  assistant_key integer not null,
  day date not null,
  rolled boolean not null default false,
  known_from date,
  primary key (assistant_key, day)
);

create index log_days_open on analytics.log_days (assistant_key, day) where not rolled;
create index log_days_due on analytics.log_days (day) where not rolled;

comment on table analytics.log_days is
  'UTC days on which anything of the log happened: rolled up, or yet to be. Only of a day that is rolled are the rollups true.';

comment on column analytics.log_days.known_from is 'As that of analytics.periods.';

create table analytics.count_rollups (
  assistant_key integer not null,
  measure analytics.measure not null,
  day date not null,
  key bigint not null,
  amount bigint not null,
  quarters smallint[] not null,
  amounts bigint[] not null,
  primary key (assistant_key, measure, day, key) include (amount)
);

comment on table analytics.count_rollups is
  'What a day says of each measure. Quarters of an hour are what days of all time zones are made of.';
comment on column analytics.count_rollups.quarters is
  'Ascending: the quarters of an hour, 0 to 95, in which something happened; amounts goes with it, summed up from the start of the day.';

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
  primary key (assistant_key, presence, day, key)
);

comment on table analytics.presence_rollups is 'Who was there on a day, counted as analytics.page_rollups counts visitors.';
comment on column analytics.presence_rollups.gaps is
  'Ascending: how many days before the day those who were there had been there last.';
comment on column analytics.presence_rollups.people_beyond is
  'How many were there in all, then for each gap how many who had stayed away for longer; weights_beyond are the sums of their weights.';
comment on column analytics.presence_rollups.hours is
  'The hours in which anybody was there, 0 to 23, UTC; hour_people, how many different ones in each.';
