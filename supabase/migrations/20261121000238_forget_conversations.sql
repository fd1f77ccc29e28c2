create function analytics.forget_conversations(assistant_key integer, kept_from date, most integer)
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
begin
  delete from analytics.conversation_days where ctid = any (array(
    select ctid from analytics.conversation_days as one
    where one.assistant_key = forget_conversations.assistant_key and first_activity_at < midnight and day < kept_from
    limit most
  ));
  get diagnostics forgotten = row_count;
  with gone as (
    delete from analytics.interventions where ctid = any (array(
      select ctid from analytics.interventions as one
      where one.assistant_key = forget_conversations.assistant_key and started_at < midnight
        and greatest(requested_at, accepted_at, ended_at) < midnight
      limit most
    ))
    returning intervention_key
  ),
  changes as (
    delete from analytics.intervention_changes as change
    where change.assistant_key = forget_conversations.assistant_key
      and change.intervention_key in (select intervention_key from gone)
  )
  select forgotten + count(*) into forgotten from gone;

  -- A conversation goes with the last that was said of it: until then, what was said first still counts.
  with gone as (
    delete from analytics.conversations where ctid = any (array(
      select ctid from analytics.conversations as one
      where one.assistant_key = forget_conversations.assistant_key and started_at < midnight
        and greatest(noted_at, last_activity_at, ended_at) < midnight
        and not exists (
          select from analytics.conversation_changes as change
          where change.assistant_key = one.assistant_key and change.conversation_key = one.conversation_key
            and changed_at >= midnight
        )
        and not exists (
          select from analytics.analyses as analysis
          where analysis.assistant_key = one.assistant_key and analysis.conversation_key = one.conversation_key
            and analyzed_at >= midnight
        )
        and not exists (
          select from analytics.labels_applied as label
          where label.assistant_key = one.assistant_key and label.conversation_key = one.conversation_key
        )
        and not exists (
          select from analytics.interventions as intervention
          where intervention.assistant_key = one.assistant_key and intervention.conversation_key = one.conversation_key
        )
      limit most
    ))
    returning conversation_key
  ),
  changes as (
    delete from analytics.conversation_changes as change
    where change.assistant_key = forget_conversations.assistant_key
      and change.conversation_key in (select conversation_key from gone)
  ),
  analyses as (
    delete from analytics.analyses as analysis
    where analysis.assistant_key = forget_conversations.assistant_key
      and analysis.conversation_key in (select conversation_key from gone)
  )
  select forgotten + count(*) into forgotten from gone;

  delete from analytics.logged_events where ctid = any (array(
    select ctid from analytics.logged_events as one
    where one.assistant_key = forget_conversations.assistant_key and happened_on < kept_from limit most
  ));
  get diagnostics rows = row_count;
  forgotten := forgotten + rows;
  delete from analytics.people where ctid = any (array(
    select ctid from analytics.people as one
    where one.assistant_key = forget_conversations.assistant_key and seen_on < kept_from - 31 limit most
  ));
  get diagnostics rows = row_count;
  return forgotten + rows;
end
$$;

comment on function analytics.forget_conversations(integer, date, integer) is
  'Deletes some conversations and hand-overs of which nothing was said since the day from which on rows are kept, with all that was said of them, the ids of events, and people whom no event has named since; tells how many.';
