create function analytics.report_visitor_funnel(assistants integer[], starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  return (
    with seen as (
      select assistant_key, token_key,
        bool_or(event_type = 'visitor.seen') as is_visitor,
        bool_or(event_type = 'popup.displayed') as is_approached,
        bool_or(event_type = 'widget.opened') as has_opened
      from analytics.visitor_events
      where assistant_key = any (assistants) and occurred_at >= starts and occurred_at < ends
      group by assistant_key, token_key
    ),
    chatted as (
      select distinct assistant_key, token_key from analytics.conversations
      where assistant_key = any (assistants) and started_at >= starts and started_at < ends and token_key is not null
    ),
    counted as (
      select count(*) as visitors, count(*) filter (where is_approached) as approached,
        count(*) filter (where has_opened) as opened, count(chatted.token_key) as chatted
      from seen left join chatted using (assistant_key, token_key)
      where is_visitor
    )
    select json_build_object(
      'visitors', visitors,
      'approached', approached,
      'opened', opened,
      'chatted', chatted,
      'approached_percent', coalesce(round(100.0 * approached / nullif(visitors, 0), 2), 0),
      'opened_percent', coalesce(round(100.0 * opened / nullif(visitors, 0), 2), 0),
      'chatted_percent', coalesce(round(100.0 * chatted / nullif(visitors, 0), 2), 0)
    )
    from counted
  );
end
$$;

comment on function analytics.report_visitor_funnel(integer[], timestamptz, timestamptz) is
  'Of the user tokens seen as visitors in [starts, ends): how many in that time were shown a popup, opened the widget, and had a conversation that started; each also in percent of all, to two decimals.';
