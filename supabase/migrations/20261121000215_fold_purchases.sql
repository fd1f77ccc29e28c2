create function analytics.fold_purchases(entries analytics.log_entry[])
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
declare
  concerned analytics.log_entry[];
  assistants integer[];
  buyers bigint[];
begin
  -- Whatever moved the start of a conversation happened at that start.
  concerned := array(
    select entry from unnest(entries) as entry
    left join analytics.conversations using (assistant_key, conversation_key)
    where kind = 'purchase' or happened_at = started_at or (
      kind in ('conversation.started', 'conversation.updated', 'conversation.ended')
      and fields ?| array['token_key', 'person_key']
    )
  );
  if cardinality(concerned) = 0 then
    return;
  end if;

  -- A purchase and a conversation of the same token may arrive at once: the later call sees both.
  perform pg_advisory_xact_lock(hashtext('analytics.purchases'), assistant_key)
  from (select distinct assistant_key from unnest(concerned) as entry order by 1) as locked;

  with orders as (
    select distinct assistant_key, fields ->> 'order_number' as order_number
    from unnest(concerned) as entry where kind = 'purchase'
  ),
  changed as (
    select distinct assistant_key, conversation_key
    from unnest(concerned) as entry where conversation_key is not null
  ),
  -- Those of whom the conversations are, and of whom they were until now.
  tokens as (
    select distinct assistant_key, (fields ->> 'token_key')::bigint as buyer_key
    from changed join analytics.conversation_changes using (assistant_key, conversation_key)
    where fields ? 'token_key'
  ),
  affected as (
    select purchases.* from analytics.purchases join orders using (assistant_key, order_number)
    union
    select purchases.* from analytics.purchases join tokens using (assistant_key, buyer_key)
    union
    select purchases.* from analytics.purchases join changed using (assistant_key, conversation_key)
  ),
  owned as (
    select affected.assistant_key, order_number, purchased_at, event_id, started_at,
      affected.buyer_key as former_key,
      coalesce(affected.token_key, conversations.token_key) as token_key,
      coalesce(
        affected.token_key, conversations.token_key, affected.person_key, conversations.person_key,
        analytics.key_of('conversation ' || conversation_id), analytics.key_of('order ' || order_number)
      ) as buyer_key
    from affected left join analytics.conversations using (assistant_key, conversation_key)
  ),
  folded as (
    select assistant_key, order_number, purchased_at, event_id, former_key, buyer_key,
      greatest(
        case when started_at < purchased_at then started_at end,
        (
          select max(conversations.started_at) from analytics.conversations
          where conversations.assistant_key = owned.assistant_key and conversations.token_key = owned.token_key
            and conversations.started_at < purchased_at
        )
      ) as chat_at,
      (
        select case right(person_id, 1) when '0' then 0 when '1' then 1 end from analytics.people
        where people.assistant_key = owned.assistant_key and person_key = owned.token_key
      ) as visitor_group,
      not exists (
        select from analytics.purchases as earlier
        where earlier.assistant_key = owned.assistant_key and earlier.order_number = owned.order_number
          and (earlier.purchased_at, earlier.event_id) < (owned.purchased_at, owned.event_id)
      ) as is_first
    from owned
  ),
  changed_purchases as (
    update analytics.purchases set
      buyer_key = folded.buyer_key,
      chat_at = folded.chat_at,
      visitor_group = folded.visitor_group,
      is_first = folded.is_first
    from folded
    where purchases.assistant_key = folded.assistant_key and purchases.order_number = folded.order_number
      and purchases.purchased_at = folded.purchased_at and purchases.event_id = folded.event_id
      and (purchases.buyer_key, purchases.chat_at, purchases.visitor_group, purchases.is_first)
        is distinct from (folded.buyer_key, folded.chat_at, folded.visitor_group, folded.is_first)
    returning purchases.assistant_key, array[former_key, folded.buyer_key] as keys
  )
  select array_agg(assistant_key), array_agg(buyer_key) into assistants, buyers
  from (select distinct assistant_key, buyer_key from changed_purchases, unnest(keys) as buyer_key) as concerned_buyers;
  perform analytics.chain_purchases(assistants, buyers);
end
$$;

comment on function analytics.fold_purchases(analytics.log_entry[]) is
  'Keeps of purchases which is the first of its order, whose it is, and what that buyer did before it: the same in whatever order purchases and conversations arrive.';
