create function analytics.forget_visits(assistant_key integer, kept_from date, most integer)
  returns bigint
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_variable
declare
  forgotten bigint := 0;
  rows bigint;
  midnight constant timestamptz := kept_from::timestamp at time zone 'UTC';
begin
  delete from analytics.page_views where ctid = any (array(
    select ctid from analytics.page_views as one
    where one.assistant_key = forget_visits.assistant_key and viewed_on < kept_from limit most
  ));
  get diagnostics rows = row_count;
  forgotten := forgotten + rows;
  delete from analytics.widget_events where ctid = any (array(
    select ctid from analytics.widget_events as one
    where one.assistant_key = forget_visits.assistant_key and occurred_at < midnight limit most
  ));
  get diagnostics rows = row_count;
  forgotten := forgotten + rows;
  -- One that went on after midnight is that of page views that are kept.
  delete from analytics.sessions where ctid = any (array(
    select ctid from analytics.sessions as one
    where one.assistant_key = forget_visits.assistant_key
      and date_bin(interval '1 hour', started_at, timestamptz 'epoch') < midnight and ended_at < midnight limit most
  ));
  get diagnostics rows = row_count;
  forgotten := forgotten + rows;
  delete from analytics.stays where ctid = any (array(
    select ctid from analytics.stays as one
    where one.assistant_key = forget_visits.assistant_key and day < kept_from limit most
  ));
  get diagnostics rows = row_count;
  forgotten := forgotten + rows;
  -- A line that began before tells of visitors who may be gone.
  perform analytics.forget_lineup(forget_visits.assistant_key, arranged, first_day)
  from (
    select arranged, first_day from analytics.lineups as one
    where one.assistant_key = forget_visits.assistant_key and first_day < kept_from limit 4
  ) as lines;
  get diagnostics rows = row_count;
  forgotten := forgotten + rows;
  delete from analytics.excluded_events where ctid = any (array(
    select ctid from analytics.excluded_events as one
    where one.assistant_key = forget_visits.assistant_key and occurred_at < midnight limit most
  ));
  get diagnostics rows = row_count;
  return forgotten + rows;
end
$$;

comment on function analytics.forget_visits(integer, date, integer) is
  'Deletes some rows of each table of visits from before the day from which on they are kept; tells how many.';
