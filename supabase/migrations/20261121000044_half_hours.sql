create type analytics.half_hours as (
  views_to integer[],
  visitors_to integer[],
  visitors_from integer[],
  visitors_across integer[]
);

comment on type analytics.half_hours is 'What analytics.periods says of the half hours of a day.';
