create type analytics.page_figures as (
  total bigint,
  page_key integer,
  path text,
  title text,
  pageviews bigint,
  visitors bigint,
  avg_seconds numeric,
  opens bigint,
  sources json
);

comment on type analytics.page_figures is
  'What a report says of a page: page views, distinct visitors, the mean of the known times on page, openings of the widget, and at most two sources. One without a page has the total number of pages.';
