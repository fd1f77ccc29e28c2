alter table analytics.page_views add constraint page_views_depth_is_percent check (scroll_depth between 0 and 100) not valid;
