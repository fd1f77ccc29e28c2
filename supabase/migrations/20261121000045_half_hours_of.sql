create function analytics.half_hours_of(assistant_key integer, day date)
  returns analytics.half_hours
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  half_hours analytics.half_hours;
begin
  with views as materialized (
    select visitor, viewed_on = half_hours_of.day as is_today,
      floor(extract(epoch from viewed_at - viewed_on::timestamp at time zone 'UTC') / 1800)::integer as slot
    from analytics.page_views
    where page_views.assistant_key = half_hours_of.assistant_key
      and viewed_on in (half_hours_of.day - 1, half_hours_of.day)
  ),
  seen as materialized (
    select min(slot) filter (where is_today) as first_slot, max(slot) filter (where is_today) as last_slot,
      max(slot) filter (where not is_today) as slot_before
    from views group by visitor
  ),
  -- A visitor is there across the half hours after the first view of the day, up to the last one of the day before.
  counted as (
    select slot, count(*) as views, 0 as firsts, 0 as lasts, 0 as across from views where is_today group by slot
    union all
    select first_slot, 0, count(*), 0, count(*) filter (where first_slot < slot_before)
    from seen where first_slot is not null group by first_slot
    union all
    select last_slot, 0, 0, count(*), 0 from seen where last_slot is not null group by last_slot
    union all
    select slot_before, 0, 0, 0, -count(*) from seen where first_slot < slot_before group by slot_before
  ),
  summed as (
    select boundary, coalesce(sum(views), 0) as views, coalesce(sum(firsts), 0) as firsts,
      coalesce(sum(lasts), 0) as lasts, coalesce(sum(across), 0) as across
    from generate_series(0, 48) as boundary left join counted on slot < boundary
    group by boundary
  )
  select array_agg(views::integer order by boundary), array_agg(firsts::integer order by boundary),
    array_agg(((select count(first_slot) from seen) - lasts)::integer order by boundary),
    array_agg(across::integer order by boundary)
  into half_hours from summed;
  return half_hours;
end
$$;

comment on function analytics.half_hours_of(integer, date) is
  'Counts a day of page views by its half hours, beside the visitors of the day before it.';
