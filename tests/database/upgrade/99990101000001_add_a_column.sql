alter table analytics.page_views add column scroll_depth smallint;
