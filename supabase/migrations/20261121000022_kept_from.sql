create function analytics.kept_from(assistant_key integer)
  returns date
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (select retention.kept_from from analytics.retention where retention.assistant_key = kept_from.assistant_key);
end
$$;

comment on function analytics.kept_from(integer) is
  'The first UTC day of which an assistant''s rows are kept; null where none were ever deleted.';
