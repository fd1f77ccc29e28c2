create function analytics.handling_key(handling_status text)
  returns bigint
  immutable
  parallel safe
  language sql
return case handling_status when 'RESOLVED' then 1 when 'PENDING' then 2 when 'FOLLOW_UP' then 3 else 0 end;

comment on function analytics.handling_key(text) is
  'The key by which conversations of a handling status are counted; 0 for those that have none.';

create function analytics.milliseconds_between(earlier timestamptz, later timestamptz)
  returns bigint
  immutable
  parallel safe
  language sql
return greatest(round(1000 * extract(epoch from later - earlier)), 0);

comment on function analytics.milliseconds_between(timestamptz, timestamptz) is
  'Whole milliseconds from one instant to another; 0 where they are the wrong way round, as by clocks that differ.';

create function analytics.counted_length(first_activity_at timestamptz, last_activity_at timestamptz)
  returns bigint
  immutable
  parallel safe
  language sql
return least(1000000 * extract(epoch from last_activity_at - first_activity_at), 5400000000);

comment on function analytics.counted_length(timestamptz, timestamptz) is
  'The length of a conversation in microseconds, as far as it counts: an hour and a half at most.';
