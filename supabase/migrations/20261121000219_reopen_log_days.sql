create function analytics.reopen_log_days(
  assistant_key integer, changed date[], actors bigint[], conversations bigint[]
)
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
declare
  earliest constant date := (select min(day) from unnest(changed) as day);
begin
  -- A day can be rolled up an hour after its end; with this lock, nothing is from before a change and kept after it.
  if earliest is null or earliest + 1 > (now() - interval '30 minutes') at time zone 'UTC' then
    return;
  end if;
  perform pg_advisory_xact_lock_shared(hashtext('analytics.periods'), reopen_log_days.assistant_key);
  perform from analytics.log_days
  where log_days.assistant_key = reopen_log_days.assistant_key and day >= earliest and rolled
  limit 1;
  if not found then
    return;
  end if;

  -- Later days know on which day those who were there had been there before.
  with affected as (
    select unnest(actors) as actor_key
    union
    select actor_key from analytics.messages
    where messages.assistant_key = reopen_log_days.assistant_key and conversation_key = any (conversations)
    union
    select actor_key from analytics.link_clicks
    where link_clicks.assistant_key = reopen_log_days.assistant_key and conversation_key = any (conversations)
  ),
  later as (
    select unnest(changed) as day
    union
    select (sent_at at time zone 'UTC')::date from affected join analytics.messages using (actor_key)
    where messages.assistant_key = reopen_log_days.assistant_key and sent_at > earliest::timestamp at time zone 'UTC'
      and (sender = 'CUSTOMER' or direction = 'inbound')
    union
    select (clicked_at at time zone 'UTC')::date from affected join analytics.link_clicks using (actor_key)
    where link_clicks.assistant_key = reopen_log_days.assistant_key
      and clicked_at > earliest::timestamp at time zone 'UTC'
    union
    select (occurred_at at time zone 'UTC')::date from affected join analytics.visitor_events on token_key = actor_key
    where visitor_events.assistant_key = reopen_log_days.assistant_key
      and occurred_at > earliest::timestamp at time zone 'UTC'
    union
    select (started_at at time zone 'UTC')::date from affected join analytics.conversations on token_key = actor_key
    where conversations.assistant_key = reopen_log_days.assistant_key
      and started_at > earliest::timestamp at time zone 'UTC'
    union
    select day from analytics.conversation_days
    where conversation_days.assistant_key = reopen_log_days.assistant_key
      and conversation_key = any (conversations) and day > earliest
  ),
  opened as (
    select log_days.day from later join analytics.log_days using (day)
    where log_days.assistant_key = reopen_log_days.assistant_key and rolled
      and day >= coalesce(analytics.kept_from(reopen_log_days.assistant_key), '-infinity')
    order by day
    for update of log_days
  )
  update analytics.log_days set rolled = false from opened
  where log_days.assistant_key = reopen_log_days.assistant_key and log_days.day = opened.day;
end
$$;

comment on function analytics.reopen_log_days(integer, date[], bigint[], bigint[]) is
  'Opens days of the log whose counts have changed, and the later days of those who changed them: until they are rolled up anew, reports take them from what was recorded. Those whose rows are deleted stay as they are.';
