create function analytics.known_page(assistant_key integer, wanted text)
  returns integer
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return case when wanted is not null then coalesce((
    select page_key from analytics.pages
    where pages.assistant_key = known_page.assistant_key and path = wanted
  ), -1) end;
end
$$;

comment on function analytics.known_page(integer, text) is 'The key of a path; -1 for one that nobody viewed, null for none.';
