create function analytics.report_conversation(
  assistant_key integer, conversation_id text, row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  conversation analytics.conversations;
begin
  select * into conversation from analytics.conversations
  where conversations.assistant_key = report_conversation.assistant_key
    and conversation_key = analytics.key_of(report_conversation.conversation_id);
  if not found then
    return null;
  end if;
  return (
    with entries as materialized (select * from analytics.conversation_entries(conversation)),
    page as (
      select * from entries order by happened_at, id, entry ->> 'type' desc limit row_limit offset row_offset
    )
    select json_build_object(
      'data', (select coalesce(json_agg(entry order by happened_at, id, entry ->> 'type' desc), '[]') from page),
      'conversation', analytics.conversation_object(conversation),
      'meta', json_build_object(
        'total', (select count(*) from entries), 'limit', row_limit, 'offset', row_offset
      )
    )
  );
end
$$;

comment on function analytics.report_conversation(integer, text, integer, integer) is
  'A conversation, and what happened in it, oldest first; null where there is none.';
