create function analytics.kind_of(event_type text)
  returns integer
  immutable
  parallel safe
  language sql
return case event_type when 'widget_open' then 1 when 'conversation_start' then 2 when 'inquiry_submit' then 3 else 0 end;

comment on function analytics.kind_of(text) is 'A widget event as stays have it.';
