create function analytics.open_log_stretches(
  assistant_key integer, starts timestamptz, ends timestamptz, step interval
)
  returns tstzmultirange
  stable
  set search_path = ''
  language plpgsql
as $$
#variable_conflict use_column
declare
  whole_from constant timestamptz := date_bin(step, starts + step - interval '1 microsecond', timestamptz 'epoch');
  whole_until constant timestamptz := date_bin(step, ends, timestamptz 'epoch');
  open_days tstzmultirange;
begin
  if whole_from >= whole_until then
    return tstzmultirange(tstzrange(starts, ends));
  end if;
  select coalesce(range_agg(tstzrange(
    day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC'
  )), '{}') into open_days
  from analytics.log_days
  where log_days.assistant_key = open_log_stretches.assistant_key and not rolled
    and day >= (starts at time zone 'UTC')::date and day <= (ends at time zone 'UTC')::date;
  return tstzmultirange(tstzrange(starts, ends))
    * (open_days + tstzmultirange(tstzrange(starts, whole_from), tstzrange(whole_until, ends)));
end
$$;

comment on function analytics.open_log_stretches(integer, timestamptz, timestamptz, interval) is
  'Of [starts, ends) what no rollup of whole steps tells, such as quarters of an hour or days: days that are not rolled up, and what lies before the first and after the last step.';
