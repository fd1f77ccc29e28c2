create function analytics.forget_statements(assistant_key integer, kept_from date, most integer)
  returns bigint
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_variable
declare
  forgotten bigint;
  rows bigint;
  midnight constant timestamptz := kept_from::timestamp at time zone 'UTC';
  actors bigint[];
  clickers bigint[];
begin
  with gone as (
    delete from analytics.messages where ctid = any (array(
      select ctid from analytics.messages as one
      where one.assistant_key = forget_statements.assistant_key and sent_at < midnight order by sent_at limit most
    ))
    returning event_id, actor_key, sender
  ),
  texts as (
    delete from analytics.message_texts as text
    where text.assistant_key = forget_statements.assistant_key and text.event_id in (select event_id from gone)
  )
  select count(*), array_agg(distinct actor_key) filter (where sender = 'CUSTOMER') into forgotten, actors from gone;
  with gone as (
    delete from analytics.link_clicks where ctid = any (array(
      select ctid from analytics.link_clicks as one
      where one.assistant_key = forget_statements.assistant_key and clicked_at < midnight order by clicked_at limit most
    ))
    returning actor_key
  )
  select forgotten + count(*), array_agg(distinct actor_key) filter (where actor_key is not null)
  into forgotten, clickers from gone;
  perform analytics.forget_speakers(forget_statements.assistant_key, kept_from, coalesce(actors, '{}') || clickers);

  delete from analytics.calls where ctid = any (array(
    select ctid from analytics.calls as one
    where one.assistant_key = forget_statements.assistant_key and started_at < midnight limit most
  ));
  get diagnostics rows = row_count;
  forgotten := forgotten + rows;
  delete from analytics.labels_applied where ctid = any (array(
    select ctid from analytics.labels_applied as one
    where one.assistant_key = forget_statements.assistant_key and applied_at < midnight limit most
  ));
  get diagnostics rows = row_count;
  forgotten := forgotten + rows;
  delete from analytics.reactions where ctid = any (array(
    select ctid from analytics.reactions as one
    where one.assistant_key = forget_statements.assistant_key and reacted_at < midnight limit most
  ));
  get diagnostics rows = row_count;
  forgotten := forgotten + rows;
  delete from analytics.bot_events where ctid = any (array(
    select ctid from analytics.bot_events as one
    where one.assistant_key = forget_statements.assistant_key and occurred_at < midnight limit most
  ));
  get diagnostics rows = row_count;
  forgotten := forgotten + rows;
  delete from analytics.visitor_events where ctid = any (array(
    select ctid from analytics.visitor_events as one
    where one.assistant_key = forget_statements.assistant_key and occurred_at < midnight limit most
  ));
  get diagnostics rows = row_count;
  forgotten := forgotten + rows;
  delete from analytics.purchases where ctid = any (array(
    select ctid from analytics.purchases as one
    where one.assistant_key = forget_statements.assistant_key and purchased_at < midnight limit most
  ));
  get diagnostics rows = row_count;
  return forgotten + rows;
end
$$;

comment on function analytics.forget_statements(integer, date, integer) is
  'Deletes some rows of each table of the log that has one for each event, from before the day from which on they are kept; tells how many.';
