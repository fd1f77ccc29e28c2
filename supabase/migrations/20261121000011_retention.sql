create table analytics.retention (
  assistant_key integer primary key,
  kept_from date not null,
  retention_days integer not null,
  cleared_until date
);

comment on table analytics.retention is
  'From which UTC day on an assistant''s rows are kept. All days before it were rolled up, and never are again. No row where nothing was ever deleted.';
comment on column analytics.retention.retention_days is 'What the account asked for when kept_from was last moved.';
comment on column analytics.retention.cleared_until is
  'The kept_from up to which all rows are deleted: where it is another one, there are rows left to delete.';
