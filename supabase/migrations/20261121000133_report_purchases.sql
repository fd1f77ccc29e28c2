create function analytics.report_purchases(
  assistants integer[], starts timestamptz, ends timestamptz, with_groups boolean
)
  returns json
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  return (
    -- Read twice: that costs less than keeping all rows at hand.
    with bought as not materialized (
      select currency, purchased_on, value, coalesce(last_chat_at >= starts, false) as has_chatted,
        with_groups and visitor_group = 0 as is_control, with_groups and visitor_group = 1 as is_test,
        -- Those of several assistants are different.
        buyer_key # (assistant_key::bigint << 32) as buyer
      from analytics.purchases
      where assistant_key = any (assistants) and is_first and purchased_at >= starts and purchased_at < ends
    ),
    buyers as (
      select count(distinct buyer) as purchased,
        count(distinct buyer) filter (where has_chatted) as chatted_purchased,
        count(distinct buyer) filter (where is_control) as control_purchased,
        count(distinct buyer) filter (where is_test) as test_purchased
      from bought
    ),
    sold as (
      select currency, purchased_on,
        count(*) as orders, sum(value) as value,
        count(*) filter (where has_chatted) as chatted_orders, sum(value) filter (where has_chatted) as chatted_value,
        count(*) filter (where is_control) as control_orders, sum(value) filter (where is_control) as control_value,
        count(*) filter (where is_test) as test_orders, sum(value) filter (where is_test) as test_value
      from bought group by currency, purchased_on
    ),
    rates as (
      select currency, array_agg(valid_from order by valid_from) as days,
        array_agg(units_per_euro order by valid_from) as units
      from public.exchange_rates where currency in (select currency from sold) group by currency
    ),
    priced as (
      select sold.*, case currency when 'EUR' then 1 else units[width_bucket(purchased_on, days)] end as units_per_euro
      from sold left join rates using (currency)
    ),
    earned as (
      select coalesce(sum(orders), 0) as orders, coalesce(sum(value / units_per_euro), 0) as revenue,
        coalesce(sum(chatted_orders), 0) as chatted_orders,
        coalesce(sum(chatted_value / units_per_euro), 0) as chatted_revenue,
        sum(control_orders) as control_orders, sum(control_value / units_per_euro) as control_revenue,
        sum(test_orders) as test_orders, sum(test_value / units_per_euro) as test_revenue
      from priced
    ),
    visited as (
      select max(people) filter (where presence = 'visitor') as visitors,
        max(people) filter (where presence = 'chatted') as chatted
      from analytics.visitor_overlaps(assistants, '{chatted}', starts, ends)
    )
    select json_build_object(
      'visitors', visitors,
      'chatted', chatted,
      'purchased', purchased,
      'chatted_purchased', chatted_purchased,
      'revenue', round(revenue, 2),
      'chatted_revenue', round(chatted_revenue, 2),
      'chatted_percent', analytics.percent(chatted_purchased, chatted, 2),
      'unchatted_percent', analytics.percent(purchased - chatted_purchased, visitors, 2),
      'chatted_order_value', coalesce(round(chatted_revenue / nullif(chatted_orders, 0), 2), 0),
      'unchatted_order_value',
        coalesce(round((revenue - chatted_revenue) / nullif(orders - chatted_orders, 0), 2), 0),
      'groups', case when with_groups then (
        select json_object_agg(name, json_build_object(
          'visitors', coalesce(people, 0),
          'orders', coalesce(group_orders, 0),
          'buyers_percent', analytics.percent(group_purchased, people, 2),
          'order_value', coalesce(round(group_revenue / nullif(group_orders, 0), 2), 0),
          'visitor_value', coalesce(round(group_revenue / nullif(people, 0), 2), 0)
        ))
        from (
          values ('control', 0, control_orders, control_revenue, control_purchased),
            ('test', 1, test_orders, test_revenue, test_purchased)
        ) as of_group (name, key, group_orders, group_revenue, group_purchased)
        left join analytics.presence_totals(assistants, '{visitor_group}', starts, ends) as seen using (key)
      ) end
    )
    from visited, buyers, earned
  );
end
$$;

comment on function analytics.report_purchases(integer[], timestamptz, timestamptz, boolean) is
  'Visitors in [starts, ends), those of them who chatted, and who bought, each order by its first event: with a conversation that started in that time before the purchase, and without. Revenue is in euros at the rates of the day, in cents; shares are in percent, to two decimals. By group of the token too, where asked for.';
