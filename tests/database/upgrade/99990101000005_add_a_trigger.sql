create function analytics.keep_depth()
  returns trigger
  volatile
  set search_path = ''
  language plpgsql
as $$
begin
  new.scroll_depth := coalesce(new.scroll_depth, 0);
  return new;
end
$$;

create trigger page_views_depth before insert on analytics.page_views
  for each row execute function analytics.keep_depth();
