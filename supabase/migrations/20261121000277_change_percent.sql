create function analytics.change_percent(current_amount numeric, previous_amount numeric)
  returns numeric
  immutable
  parallel safe
  language sql
return round(100 * (current_amount - previous_amount) / nullif(previous_amount, 0), 2);

comment on function analytics.change_percent(numeric, numeric) is
  'By how much more or less than before it is, in percent to two decimals; null where there was nothing before.';
