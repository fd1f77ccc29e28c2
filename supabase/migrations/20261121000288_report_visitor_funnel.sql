create function analytics.report_visitor_funnel(assistants integer[], starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    select json_build_object(
      'visitors', visitors,
      'approached', approached,
      'opened', opened,
      'chatted', chatted,
      'approached_percent', analytics.percent(approached, visitors, 2),
      'opened_percent', analytics.percent(opened, visitors, 2),
      'chatted_percent', analytics.percent(chatted, visitors, 2)
    )
    from (
      select max(people) filter (where presence = 'visitor') as visitors,
        max(people) filter (where presence = 'approached') as approached,
        max(people) filter (where presence = 'opened') as opened,
        max(people) filter (where presence = 'chatted') as chatted
      from analytics.visitor_overlaps(assistants, '{approached, opened, chatted}', starts, ends)
    ) as counted
  );
end
$$;

comment on function analytics.report_visitor_funnel(integer[], timestamptz, timestamptz) is
  'Of the user tokens seen as visitors in [starts, ends): how many in that time were shown a popup, opened the widget, and had a conversation that started; each also in percent of all, to two decimals.';
