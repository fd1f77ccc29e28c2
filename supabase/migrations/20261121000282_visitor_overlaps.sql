create function analytics.visitor_overlaps(
  assistants integer[], others analytics.presence[], starts timestamptz, ends timestamptz
)
  returns table (presence analytics.presence, people bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  return query
    with counted as (
      select totals.presence, totals.people
      from analytics.presence_totals(
        assistants,
        array['visitor'::analytics.presence] || others || array(
          select ('visitor_or_' || other)::analytics.presence from unnest(others) as other
        ),
        starts, ends
      ) as totals
    )
    select asked, coalesce((select sum(
      case when counted.presence in ('visitor', asked) then counted.people else -counted.people end
    ) from counted where counted.presence::text in ('visitor', asked::text, 'visitor_or_' || asked)), 0)::bigint
    from unnest('visitor'::analytics.presence || others) as asked;
end
$$;

comment on function analytics.visitor_overlaps(integer[], analytics.presence[], timestamptz, timestamptz) is
  'How many user tokens were seen as visitors in [starts, ends), and of these how many were also each of the others: those who were one and those who were the other, without those who were either.';
