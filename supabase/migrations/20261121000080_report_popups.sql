create function analytics.report_popups(assistants integer[], starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  return json_build_object(
    'versions', (
      select coalesce(json_agg(json_build_object(
        'version', version,
        'displayed', displayed,
        'opened', opened,
        'opened_percent', coalesce(round(100.0 * opened / nullif(displayed, 0), 2), 0)
      ) order by version collate "C"), '[]')
      from (
        select coalesce(term, 'unknown') as version,
          count(*) filter (where event_type = 'popup.displayed') as displayed,
          count(*) filter (where event_type = 'popup.opened') as opened
        from analytics.visitor_events
        left join analytics.terms
          on terms.assistant_key = visitor_events.assistant_key and term_key = popup_version_key
        where visitor_events.assistant_key = any (assistants) and occurred_at >= starts and occurred_at < ends
          and event_type in ('popup.displayed', 'popup.opened')
        group by 1
      ) as by_version
    ),
    'conversations', (
      select json_build_object(
        'started', count(*),
        'from_popup', count(*) filter (where opened_by = 'popup'),
        'from_chat_button', count(*) filter (where opened_by = 'chat_button'),
        'popup_percent', coalesce(round(100.0 * count(*) filter (where opened_by = 'popup') / nullif(count(*), 0), 2), 0)
      )
      from analytics.conversations
      where assistant_key = any (assistants) and started_at >= starts and started_at < ends
    )
  );
end
$$;

comment on function analytics.report_popups(integer[], timestamptz, timestamptz) is
  'In [starts, ends): how often each version of the popup was shown and opened, in the order of their names, and how the conversations that started were opened; shares in percent, to two decimals.';
