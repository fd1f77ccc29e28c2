create function analytics.visitors_in_quarter(
  scope analytics.scope, quarter integer, by text, sources integer[],
  others bigint[], countries text[], origins integer[]
)
  returns table (country text, source integer, is_whole boolean, visitors bigint)
  stable
  parallel safe
  language sql
begin atomic
  select pairs.country, pairs.source, pairs.is_whole, count(*)
  from (
    select viewed.country, viewed.source, viewed.visitor, grouping(viewed.country) = 1 as is_whole
    from (
      select case when by = 'country' then stays.country end as country,
        case when by = 'source' then sources[stays.origin_key] end as source, stays.visitor
      from analytics.stays_by_visitor(scope, quarter) as stays
      where views > 0 and ((scope).page is null or (scope).page = any (pages))
      union all
      select case when by = 'country' then other.country end,
        case when by = 'source' then sources[other.origin_key] end, other.visitor
      from unnest(others, countries, origins) as other (visitor, country, origin_key)
      where other.visitor between (array[-9223372036854775808, -4611686018427387904, 0, 4611686018427387904])[quarter]
        and (array[-4611686018427387905, -1, 4611686018427387903, 9223372036854775807])[quarter]
    ) as viewed
    group by grouping sets ((viewed.country, viewed.source, viewed.visitor), (viewed.visitor))
  ) as pairs
  group by pairs.country, pairs.source, pairs.is_whole;
end;

comment on function analytics.visitors_in_quarter(
  analytics.scope, integer, text, integer[], bigint[], text[], integer[]
) is
  'The distinct visitors of one quarter, 1 to 4, of all visitors: by country, or by what sources has at the place of an origin, and in all. Others who viewed a page, each with country and origin, are counted among them.';
