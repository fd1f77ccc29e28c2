create function analytics.report_visitor_funnel(assistants integer[], starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  visitors bigint;
  approached bigint;
  opened bigint;
  chatted bigint;
begin
  -- How many did both is the sum of those who did either, less those who did at least one.
  select
    coalesce(sum(people) filter (where presence = 'visitor'), 0),
    coalesce(sum(
      case presence when 'visitor_or_approached' then -people else people end
    ) filter (where presence in ('visitor', 'approached', 'visitor_or_approached')), 0),
    coalesce(sum(
      case presence when 'visitor_or_opened' then -people else people end
    ) filter (where presence in ('visitor', 'opened', 'visitor_or_opened')), 0),
    coalesce(sum(
      case presence when 'visitor_or_chatted' then -people else people end
    ) filter (where presence in ('visitor', 'chatted', 'visitor_or_chatted')), 0)
  into visitors, approached, opened, chatted
  from analytics.presence_totals(
    assistants,
    array[
      'visitor', 'approached', 'opened', 'chatted', 'visitor_or_approached', 'visitor_or_opened', 'visitor_or_chatted'
    ]::analytics.presence[],
    starts, ends
  );
  return json_build_object(
    'visitors', visitors,
    'approached', approached,
    'opened', opened,
    'chatted', chatted,
    'approached_percent', coalesce(round(100.0 * approached / nullif(visitors, 0), 2), 0),
    'opened_percent', coalesce(round(100.0 * opened / nullif(visitors, 0), 2), 0),
    'chatted_percent', coalesce(round(100.0 * chatted / nullif(visitors, 0), 2), 0)
  );
end
$$;

comment on function analytics.report_visitor_funnel(integer[], timestamptz, timestamptz) is
  'Of the user tokens seen as visitors in [starts, ends): how many in that time were shown a popup, opened the widget, and had a conversation that started; each also in percent of all, to two decimals.';
