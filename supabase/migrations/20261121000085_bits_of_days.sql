create function analytics.bits_of_days(
  assistant_key integer, arranged analytics.arrangement, first date, days datemultirange, whole bit varying
)
  returns bit varying
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  digits constant bit varying[] := analytics.digits_of(assistant_key, arranged, first, 'day');
  chosen bit varying := whole # whole;
  part daterange;
begin
  for part in select unnest(days) loop
    chosen := chosen | (
      analytics.at_least(digits, lower(part) - first, whole) & ~analytics.at_least(digits, upper(part) - first, whole)
    );
  end loop;
  return chosen & whole;
end
$$;

comment on function analytics.bits_of_days(
  integer, analytics.arrangement, date, datemultirange, bit varying
) is
  'Which entries of the whole line that begins on a day are of some of its days.';
