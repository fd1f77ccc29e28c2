create function analytics.wanted_traits(scope analytics.scope)
  returns table (trait analytics.trait, trait_keys integer[])
  stable
  parallel safe
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
declare
  asked constant analytics.trait[] := array(
    select asked.trait
    from (
      values ('client'::analytics.trait, array['device_type', 'browser', 'os']), ('language', array['language']),
        ('channel', array['source', 'medium']),
        ('campaign', array['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term']),
        ('country', array['country'])
    ) as asked (trait, filters)
    where asked.filters && scope.filters
  );
begin
  return query
    select asked.trait, coalesce(array_agg(distinct known.trait_key) filter (where known.trait_key is not null), '{}')
    from unnest(asked) as asked (trait)
    left join (
      select trait, trait_key
      from analytics.trait_labels(scope.assistant_key) as labels
      join analytics.traits using (trait, label)
      where traits.assistant_key = scope.assistant_key and trait = any (asked)
        and (client_key = any (scope.clients) or origin_key = any (scope.origins)
          or origin_key = 0 and scope.or_without_origin)
      union all
      select trait, trait_key from analytics.traits
      where traits.assistant_key = scope.assistant_key and trait = 'country' and label = jsonb_build_array(scope.country)
    ) as known on known.trait = asked.trait
    group by asked.trait;
end
$$;

comment on function analytics.wanted_traits(analytics.scope) is
  'Of which traits the sessions of a scope must have one each, beside its pages and what was done with the widget.';
