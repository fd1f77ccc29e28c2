create type analytics.overview as (
  pageviews bigint,
  visitors bigint,
  sessions bigint,
  bounces bigint,
  seconds bigint,
  engaged bigint
);

comment on type analytics.overview is
  'Page views and distinct visitors of a range; of the sessions that started in it how many, how many bounced, the sum of their seconds, and in how many the widget was opened.';
