create function analytics.line_sessions(scope analytics.scope, trait analytics.trait)
  returns table (label jsonb, sessions bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_sort = off
  set jit = off
  language plpgsql
as $$
#variable_conflict use_column
declare
  line constant analytics.arrangement := analytics.line_of(scope);
begin
  return query
    with there as materialized (
      select chosen.first_day, chosen.bits & started.bits as bits
      from analytics.chosen(scope, line)
      join analytics.bitmaps as started
        on started.assistant_key = scope.assistant_key and started.arranged = line
        and started.first_day = chosen.first_day and started.mark = 'started'
    )
    select traits.label, sum(bit_count(there.bits & having_trait.bits))::bigint
    from analytics.traits
    cross join there
    join analytics.bitmaps as having_trait
      on having_trait.assistant_key = scope.assistant_key and having_trait.arranged = line
      and having_trait.first_day = there.first_day and having_trait.mark = 'trait'
      and having_trait.number = traits.trait_key
    where traits.assistant_key = scope.assistant_key and traits.trait = line_sessions.trait
    group by traits.label
    having sum(bit_count(there.bits & having_trait.bits)) > 0;
end
$$;

comment on function analytics.line_sessions(analytics.scope, analytics.trait) is
  'The sessions of a scope that started in the lines within it, by a trait.';
