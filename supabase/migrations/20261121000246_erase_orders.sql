create function analytics.erase_orders(assistant_key integer, person_key bigint, own bigint[], others bigint[])
  returns integer
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_variable
declare
  buyers bigint[];
  orders integer;
begin
  with his as (
    select distinct order_number from analytics.purchases as purchase
    where purchase.assistant_key = erase_orders.assistant_key
      and (person_key in (purchase.token_key, purchase.person_key, purchase.buyer_key) or conversation_key = any (own))
  ),
  gone as (
    delete from analytics.purchases as purchase
    where purchase.assistant_key = erase_orders.assistant_key and order_number in (select order_number from his)
    returning buyer_key, order_number
  )
  select coalesce(array_agg(distinct buyer_key), '{}'), count(distinct order_number) into buyers, orders from gone;
  -- What is left of other buyers came after other chats, and after other orders.
  perform analytics.fold_purchases(array(
    select (null, assistant_key, null, 'purchase', null, null, jsonb_build_object('order_number', order_number))::analytics.log_entry
    from (
      select distinct order_number from analytics.purchases as purchase
      where purchase.assistant_key = erase_orders.assistant_key and buyer_key = any (buyers || others)
    ) as left_over
  ));
  perform analytics.chain_purchases(array_fill(assistant_key, array[cardinality(buyers)]), buyers);
  return orders;
end
$$;

comment on function analytics.erase_orders(integer, bigint, bigint[], bigint[]) is
  'Deletes the orders of a person or a user token and those that name their conversations, whoever reported them, and tells how many; those of others keep being counted by what is left. To be called when the conversations are gone.';
