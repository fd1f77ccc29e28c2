create function analytics.most_visited_pages(
  scope analytics.scope, lines analytics.chosen_line[], other_keys text[], others bigint[], most integer
)
  returns table (key text, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_sort = off
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
#variable_conflict use_column
declare
  met constant analytics.chosen_line[] := array(
    select analytics.first_entries(scope, 'page', there) from unnest(lines) as there
  );
  -- Pages by how many visitors they can have had: in each line, and beside, each is counted anew.
  keys text[];
  bounds bigint[];
  counted integer := 0;
  told text[] := '{}';
  exact bigint[] := '{}';
  -- Some more at first: mostly all the most visited are among these.
  wanted integer := most + most / 10 + 1;
begin
  select coalesce(array_agg(bound.key order by bound.visitors desc), '{}'),
    coalesce(array_agg(bound.visitors order by bound.visitors desc), '{}')
  into keys, bounds
  from (
    select part.key, sum(part.visitors)::bigint as visitors
    from (
      select lineup_keys.key, bit_count(substring(head.bits from place + 1 for entries)) as visitors
      from unnest(met) as head
      join analytics.lineup_keys
        on lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = 'page'
        and lineup_keys.first_day = head.first_day
      union all
      select other_key, count(*) from unnest(other_keys) as other_key group by other_key
    ) as part
    group by part.key
    having sum(part.visitors) > 0
  ) as bound;

  while wanted > counted loop
    select told || array_agg(by_key.key), exact || array_agg(by_key.visitors) into told, exact
    from analytics.visitors_by_key(
      scope, 'page', met, keys[counted + 1:wanted],
      array(
        select other.key from unnest(other_keys, others) as other (key, visitor)
        where other.key = any (keys[counted + 1:wanted])
      ),
      array(
        select other.visitor from unnest(other_keys, others) as other (key, visitor)
        where other.key = any (keys[counted + 1:wanted])
      )
    ) as by_key;
    counted := wanted;
    -- Then those that can have as many as the last of the most visited so far. No other can be among these.
    select counted + count(*) into wanted
    from unnest(bounds[counted + 1:]) as bound
    where bound >= (
      select visitors from unnest(exact) as visitors order by visitors desc offset most - 1 limit 1
    );
  end loop;
  return query
    select each.key, each.visitors from unnest(told, exact) as each (key, visitors)
    union all
    select each.key, each.visitors from unnest(keys[counted + 1:], bounds[counted + 1:]) as each (key, visitors);
end
$$;

comment on function analytics.most_visited_pages(
  analytics.scope, analytics.chosen_line[], text[], bigint[], integer
) is
  'The distinct visitors of pages in the entries that are chosen of lines, with others, each with a page: so many of the most visited, and some more. Of the rest, which have fewer, it is only told how many there can be at most.';
