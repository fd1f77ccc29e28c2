create function analytics.report_message_series(
  assistants integer[], starts timestamptz, ends timestamptz, unit text, zone text
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    select coalesce(json_agg(json_build_object('date', bucket::date, 'count', messages)), '[]')
    from analytics.message_series(assistants, starts, ends, unit, zone)
  );
end
$$;

comment on function analytics.report_message_series(integer[], timestamptz, timestamptz, text, text) is
  'Messages by the local date on which their bucket begins, ascending.';
