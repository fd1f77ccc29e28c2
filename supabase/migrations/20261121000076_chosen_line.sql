create type analytics.chosen_line as (
  first_day date,
  bits bit varying
);

comment on type analytics.chosen_line is 'Which entries are chosen of the line that begins on a day.';
