create table analytics.exclusions (
  assistant_key integer not null,
  starts timestamptz not null,
  reason text not null,
  events bigint not null,
  primary key (assistant_key, starts, reason)
);

comment on table analytics.exclusions is
  'How many events were kept apart, by quarter of an hour and reason: in quarters, since there are time zones whose days begin at one. They say nothing of anybody.';
