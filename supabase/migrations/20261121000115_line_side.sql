create type analytics.line_side as (
  first_day date,
  quarter integer,
  wholly_early bit varying,
  wholly_late bit varying,
  across bit varying,
  came_early bit varying,
  came_late bit varying,
  came_back bit varying
);

comment on type analytics.line_side is
  'Of the line of visitors that begins on a day, parted at a quarter of an hour of each UTC day (from 0 to 95): entries all of whose page views were early, before it, or late, from it on, and those across it; and at a visitor''s first entry of a day whether page views of theirs were early, late, or late and on the day after it early.';
