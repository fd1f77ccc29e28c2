-- Nothing is open unless a later migration grants it by name.
revoke all on schema public from public;
grant usage on schema public to anon, authenticated, service_role;

alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke execute on functions from anon, authenticated, service_role;
-- The grant to everybody is a global default: it can't be revoked for one schema.
alter default privileges revoke execute on functions from public;

create schema analytics;
revoke all on schema analytics from public;

comment on schema analytics is
  'What was recorded, and the functions that answer from it. Not exposed by the Data API: only functions of public reach it.';
