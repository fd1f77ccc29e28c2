create function analytics.line_page_parts(
  scope analytics.scope, lines analytics.chosen_line[], pages integer[], other_keys text[], others bigint[]
)
  returns table (
    page_key integer, visitors bigint, timed_views bigint, seconds bigint, opens bigint, source text, pageviews bigint
  )
  stable
  set search_path = ''
  set plan_cache_mode = force_generic_plan
  set jit = off
  set max_parallel_workers_per_gather = 1
  set parallel_setup_cost = 0
  set parallel_tuple_cost = 0
  language plpgsql
as $$
declare
  told constant analytics.chosen_line[] := array(
    select analytics.first_entries(scope, 'page', there) from unnest(lines) as there
  );
  keys constant text[] := pages;
begin
  -- A generic plan, as in visitors_by_key.
  return query
    select sources.page_key, null::bigint as visitors, null::bigint as timed_views, null::bigint as seconds,
      null::bigint as opens, sources.source, sources.pageviews
    from analytics.line_page_sources(scope, lines, pages) as sources
    union all
    select counted.key::integer, counted.visitors, null, null, null, null, null
    from analytics.visitors_in_parts(scope, 'page', told, keys, other_keys, others) as counted
    union all
    select figures.page_key, null, figures.timed_views, figures.seconds, figures.opens, null, null
    from analytics.line_page_figures(scope, lines, pages) as figures;
end
$$;

comment on function analytics.line_page_parts(
  analytics.scope, analytics.chosen_line[], integer[], text[], bigint[]
) is
  'All that is asked of some pages in the entries that are chosen of lines, in parts: the distinct visitors in each quarter of all, with others, each with a key; what line_page_figures tells; and what line_page_sources does. Processes share the work.';
