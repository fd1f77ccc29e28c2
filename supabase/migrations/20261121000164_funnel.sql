create type analytics.funnel as (
  name text,
  visitors bigint,
  opened bigint,
  started bigint,
  submitted bigint
);

comment on type analytics.funnel is
  'Distinct visitors who viewed a page, and of those who did something with the widget how many opened it, started a conversation and submitted an inquiry, or came further than that.';
