create function analytics.report_conversation_comparison(
  assistants integer[], counted analytics.measure, handling_status text,
  starts timestamptz, ends timestamptz, days integer, zone text
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  before constant timestamptz := (ends at time zone zone - make_interval(days => 2 * days)) at time zone zone;
begin
  return (
    select json_build_object(
      'current', json_build_object(
        'from', analytics.iso_time(starts), 'to', analytics.iso_time(ends),
        'figures', json_object_agg(figure, latest.amount)
      ),
      'previous', json_build_object(
        'from', analytics.iso_time(before), 'to', analytics.iso_time(starts),
        'figures', json_object_agg(figure, earlier.amount)
      ),
      'change_percent', json_object_agg(figure, analytics.change_percent(latest.amount, earlier.amount))
    )
    from analytics.conversation_figures(assistants, counted, handling_status, starts, ends) as latest
    join analytics.conversation_figures(assistants, counted, handling_status, before, starts) as earlier
      using (figure)
  );
end
$$;

comment on function analytics.report_conversation_comparison(
  integer[], analytics.measure, text, timestamptz, timestamptz, integer, text
) is
  'What happened in [starts, ends), which are so many days of a zone, and in as many days before, each in figures; and by how many percent each figure changed.';
