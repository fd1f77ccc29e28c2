create type analytics.scope as (
  assistant_key integer,
  first date,
  until date,
  zone text,
  starts timestamptz,
  ends timestamptz,
  first_day date,
  until_day date,
  opened date[],
  filters text[],
  is_unfiltered boolean,
  clients integer[],
  origins integer[],
  or_without_origin boolean,
  country text,
  engaged boolean,
  entry_page integer,
  page integer
);

comment on type analytics.scope is
  'What a report is about: the days from first up to, but not, until on the clocks of a zone, thus the instants from starts up to ends, thus the UTC days from first_day up to until_day, of which opened are not rolled up; and, by the filters given, which sessions, null for all. It is unfiltered where it is about all sessions, perhaps of one page, on UTC days.';
