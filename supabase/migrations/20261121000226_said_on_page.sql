create function analytics.said_on_page(event jsonb, visitor bigint)
  returns jsonb
  immutable
  set search_path = ''
  language plpgsql
as $$
declare
  user_token constant text := analytics.user_token(visitor);
  said constant jsonb := coalesce(event -> 'said', '{}');
  kind constant text := case event ->> 'type'
    when 'conversation_start' then case when said ? 'conversation_id' then 'conversation.started' end
    when 'popup_display' then 'popup.displayed'
    when 'popup_open' then 'popup.opened'
    when 'product_click' then 'link.clicked'
    when 'purchase' then 'purchase'
  end;
begin
  if kind is null then
    return null;
  end if;
  return said || case
    when kind = 'link.clicked' and not said ? 'conversation_id' then jsonb_build_object('user', user_token)
    else '{}'
  end || jsonb_build_object(
    'type', kind, 'at', event ->> 'at', 'user_token', user_token,
    -- Whoever guesses the ids of a platform's events can't use them up here: these become others.
    'id', 'page ' || (event ->> 'id')
  );
end
$$;

comment on function analytics.said_on_page(jsonb, bigint) is
  'What an event of a beacon says as one of the log, in the form that log_events takes; null where it says nothing there. A click in no conversation has the visitor for its user.';
