create function analytics.line_page_sources(
  scope analytics.scope, lines analytics.chosen_line[], pages integer[]
)
  returns table (page_key integer, source text, pageviews bigint)
  stable
  parallel safe
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_sort = off
  set jit = off
  set max_parallel_workers_per_gather = 0
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  -- Where channels are filtered by, there are no others.
  asked constant integer[] := (
    select wanted.trait_keys from analytics.wanted_traits(scope) as wanted where wanted.trait = 'channel'
  );
begin
  return query
    with page as materialized (
      select lineup_keys.first_day, key, place, entries from analytics.lineup_keys
      where lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = 'page' and key = any (pages::text[])
    ),
    -- What is long is cut up once, and only then compared.
    digit as materialized (
      select there.first_day, views.number, there.bits & views.bits as bits
      from unnest(lines) as there
      join analytics.bitmaps as views
        on views.assistant_key = scope.assistant_key and views.arranged = 'page'
        and views.first_day = there.first_day and views.mark = 'views'
    ),
    viewed as materialized (
      select piece.* from (
        select page.first_day, key, number, substring(digit.bits from place + 1 for entries) as bits
        from digit join page using (first_day)
        offset 0
      ) as piece
      where bit_count(piece.bits) > 0
    ),
    come_from as materialized (
      select there.first_day, label ->> 0 as source, bit_or(there.bits & having_trait.bits) as bits
      from analytics.traits
      cross join unnest(lines) as there
      join analytics.bitmaps as having_trait
        on having_trait.assistant_key = scope.assistant_key and having_trait.arranged = 'page'
        and having_trait.first_day = there.first_day and having_trait.mark = 'trait'
        and having_trait.number = trait_key
      where traits.assistant_key = scope.assistant_key and trait = 'channel' and label ->> 0 is not null
        and (asked is null or trait_key = any (asked))
      group by there.first_day, source
    ),
    viewed_from as materialized (
      select page.first_day, key, come_from.source, substring(come_from.bits from place + 1 for entries) as bits
      from come_from join page using (first_day)
    )
    select key::integer, viewed_from.source, sum(counted)::bigint
    from viewed_from
    join viewed using (first_day, key)
    cross join lateral (select bit_count(viewed.bits & viewed_from.bits)::integer << number as counted offset 0) as count
    where counted > 0
    group by key, viewed_from.source;
end
$$;

comment on function analytics.line_page_sources(analytics.scope, analytics.chosen_line[], integer[]) is
  'How often each of some pages was viewed in the entries that are chosen of lines, by the source of their session.';
