create function analytics.unfounded_analyses(entries analytics.log_entry[])
  returns integer[]
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  return array(
    with analyses as (
      select place, assistant_key, conversation_key from unnest(entries) as entry
      where kind = 'conversation.analyzed'
    ),
    others as (
      select distinct assistant_key, conversation_key from unnest(entries) as entry
      where kind <> 'conversation.analyzed'
    )
    select place from analyses
    left join others using (assistant_key, conversation_key)
    where others.conversation_key is null and not exists (
      select from analytics.conversations
      where conversations.assistant_key = analyses.assistant_key
        and conversations.conversation_key = analyses.conversation_key
    )
  );
end
$$;

comment on function analytics.unfounded_analyses(analytics.log_entry[]) is
  'The places of analyses of conversations that no event is known of, in the log or in the same call.';
