create function analytics.linked_people(assistant_key integer, person_key bigint)
  returns text[]
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_variable
begin
  return array(
    select person_id
    from (
      select unnest(array[conversation.person_key, token_key]) as linked_key
      from analytics.conversations as conversation
      where conversation.assistant_key = linked_people.assistant_key
        and (conversation.person_key = linked_people.person_key or token_key = linked_people.person_key)
      union
      select unnest(array[purchase.person_key, purchase.token_key])
      from analytics.purchases as purchase
      where purchase.assistant_key = linked_people.assistant_key
        and linked_people.person_key in (purchase.person_key, purchase.token_key, buyer_key)
    ) as linked
    join analytics.people as person
      on person.assistant_key = linked_people.assistant_key and person.person_key = linked_key
    where linked_key <> linked_people.person_key
    order by person_id collate "C"
  );
end
$$;

comment on function analytics.linked_people(integer, bigint) is
  'As whom else a person or a user token is known: users and tokens that are named with them in one conversation or order.';
