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
    -- A buyer is counted with the first purchase in the range, and with the first in it that is after a chat.
    with bought as (
      select currency, purchased_on, value,
        coalesce(previous_at < starts, true) as is_buyer,
        coalesce(last_chat_at >= starts, false) as has_chatted,
        last_chat_at >= starts and coalesce(previous_chat_at < starts, true) as is_chatted_buyer,
        visitor_group = 0 as is_control,
        visitor_group = 1 as is_test
      from analytics.purchases
      where assistant_key = any (assistants) and is_first and purchased_at >= starts and purchased_at < ends
    ),
    sold as (
      select currency, purchased_on,
        count(*) as orders, count(*) filter (where is_buyer) as buyers, sum(value) as value,
        count(*) filter (where has_chatted) as chatted_orders,
        count(*) filter (where is_chatted_buyer) as chatted_buyers,
        sum(value) filter (where has_chatted) as chatted_value,
        count(*) filter (where is_control) as control_orders,
        count(*) filter (where is_control and is_buyer) as control_buyers,
        sum(value) filter (where is_control) as control_value,
        count(*) filter (where is_test) as test_orders,
        count(*) filter (where is_test and is_buyer) as test_buyers,
        sum(value) filter (where is_test) as test_value
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
      select coalesce(sum(orders), 0) as orders, coalesce(sum(buyers), 0) as buyers,
        coalesce(sum(value / units_per_euro), 0) as revenue,
        coalesce(sum(chatted_orders), 0) as chatted_orders, coalesce(sum(chatted_buyers), 0) as chatted_buyers,
        coalesce(sum(chatted_value / units_per_euro), 0) as chatted_revenue,
        sum(control_orders) as control_orders, sum(control_buyers) as control_buyers,
        sum(control_value / units_per_euro) as control_revenue,
        sum(test_orders) as test_orders, sum(test_buyers) as test_buyers,
        sum(test_value / units_per_euro) as test_revenue
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
      'purchased', buyers,
      'chatted_purchased', chatted_buyers,
      'unchatted_purchased', buyers - chatted_buyers,
      'revenue', round(revenue, 2),
      'chatted_revenue', round(chatted_revenue, 2),
      'unchatted_revenue', round(revenue - chatted_revenue, 2),
      'chatted_percent', analytics.percent(chatted_buyers, chatted, 2),
      'unchatted_percent', analytics.percent(buyers - chatted_buyers, visitors, 2),
      'chatted_order_value', coalesce(round(chatted_revenue / nullif(chatted_orders, 0), 2), 0),
      'unchatted_order_value',
        coalesce(round((revenue - chatted_revenue) / nullif(orders - chatted_orders, 0), 2), 0),
      'groups', case when with_groups then (
        select json_object_agg(name, json_build_object(
          'visitors', coalesce(people, 0),
          'orders', coalesce(group_orders, 0),
          'buyers_percent', analytics.percent(group_buyers, people, 2),
          'order_value', coalesce(round(group_revenue / nullif(group_orders, 0), 2), 0),
          'visitor_value', coalesce(round(group_revenue / nullif(people, 0), 2), 0)
        ))
        from (
          values ('control', 0, control_orders, control_revenue, control_buyers),
            ('test', 1, test_orders, test_revenue, test_buyers)
        ) as of_group (name, key, group_orders, group_revenue, group_buyers)
        left join analytics.presence_totals(assistants, '{visitor_group}', starts, ends) as seen using (key)
      ) end
    )
    from visited, earned
  );
end
$$;

comment on function analytics.report_purchases(integer[], timestamptz, timestamptz, boolean) is
  'Visitors in [starts, ends), those of them who chatted, and who bought, each order by its first event: with a conversation that started in that time before the purchase, and without. Revenue is in euros at the rates of the day, in cents; shares are in percent, to two decimals. By group of the token too, where asked for.';
