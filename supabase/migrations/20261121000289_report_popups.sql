create function analytics.report_popups(assistants integer[], starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with counted as materialized (
      select * from analytics.log_totals(
        assistants,
        array[
          'popup_displayed', 'popup_opened', 'conversation', 'popup_conversation', 'button_conversation'
        ]::analytics.measure[],
        starts, ends
      )
    ),
    versions as (
      select
        coalesce(
          (select term from analytics.terms where assistant_key = any (assistants) and term_key = key limit 1), 'unknown'
        ) as version,
        coalesce(sum(amount) filter (where measure = 'popup_displayed'), 0) as displayed,
        coalesce(sum(amount) filter (where measure = 'popup_opened'), 0) as opened
      from counted where measure in ('popup_displayed', 'popup_opened')
      group by 1
    ),
    started as (
      select
        coalesce(sum(amount) filter (where measure = 'conversation'), 0) as conversations,
        coalesce(sum(amount) filter (where measure = 'popup_conversation'), 0) as from_popup,
        coalesce(sum(amount) filter (where measure = 'button_conversation'), 0) as from_chat_button
      from counted
    )
    select json_build_object(
      'versions', (
        select coalesce(json_agg(json_build_object(
          'version', version,
          'displayed', displayed,
          'opened', opened,
          'opened_percent', coalesce(round(100.0 * opened / nullif(displayed, 0), 2), 0)
        ) order by version collate "C"), '[]')
        from versions
      ),
      'conversations', json_build_object(
        'started', conversations,
        'from_popup', from_popup,
        'from_chat_button', from_chat_button,
        'popup_percent', coalesce(round(100.0 * from_popup / nullif(conversations, 0), 2), 0)
      )
    )
    from started
  );
end
$$;

comment on function analytics.report_popups(integer[], timestamptz, timestamptz) is
  'In [starts, ends): how often each version of the popup was shown and opened, in the order of their names, and how the conversations that started were opened; shares in percent, to two decimals.';
