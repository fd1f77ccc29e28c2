create function analytics.starts_there(scope analytics.scope)
  returns setof analytics.stays
  stable
  parallel safe
  language sql
begin atomic
  select stays.* from analytics.stays_there(scope) as stays
  where seconds is not null and started_at >= (scope).starts and started_at < (scope).ends
    and ((scope).page is null or (scope).page = any (pages) or (scope).page = any (later_pages));
end;

comment on function analytics.starts_there(analytics.scope) is
  'The sessions of a scope that started in its range, each once; where it is about a page, those that viewed it.';
