create function analytics.chain_purchases(assistants integer[], buyers bigint[])
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  with chained as (
    select assistant_key, order_number, purchased_at, event_id,
      max(chat_at) over up_to_it as last_chat_at,
      lag(purchased_at) over up_to_it as previous_at,
      max(chat_at) over (up_to_it rows between unbounded preceding and 1 preceding) as previous_chat_at
    from analytics.purchases
    join unnest(assistants, buyers) as concerned (assistant_key, buyer_key) using (assistant_key, buyer_key)
    where is_first
    window up_to_it as (partition by assistant_key, buyer_key order by purchased_at, order_number, event_id)
  )
  update analytics.purchases set
    last_chat_at = chained.last_chat_at,
    previous_at = chained.previous_at,
    previous_chat_at = chained.previous_chat_at
  from chained
  where purchases.assistant_key = chained.assistant_key and purchases.order_number = chained.order_number
    and purchases.purchased_at = chained.purchased_at and purchases.event_id = chained.event_id
    and (purchases.last_chat_at, purchases.previous_at, purchases.previous_chat_at)
      is distinct from (chained.last_chat_at, chained.previous_at, chained.previous_chat_at);
end
$$;

comment on function analytics.chain_purchases(integer[], bigint[]) is
  'Keeps with each purchase of these buyers, given by assistant and key, which was the one before and when the buyer had last chatted.';
