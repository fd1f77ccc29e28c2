create function analytics.note_names(entries analytics.log_entry[])
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
begin
  insert into analytics.terms (assistant_key, term_key, term)
  select distinct assistant_key, analytics.key_of(value), value
  from unnest(entries) as entry, jsonb_each_text(fields) as field (name, value)
  where analytics.is_term(kind, name)
  order by 1, 2
  on conflict do nothing;

  perform analytics.note_seen(assistant_key, array_agg(distinct analytics.key_of(value)))
  from unnest(entries) as entry, jsonb_each_text(fields) as field (name, value)
  where name in ('user', 'user_token')
  group by assistant_key order by assistant_key;

  insert into analytics.people (assistant_key, person_key, person_id)
  select distinct assistant_key, analytics.key_of(value), value
  from unnest(entries) as entry, jsonb_each_text(fields) as field (name, value)
  where name in ('user', 'user_token')
  order by 1, 2
  on conflict do nothing;
end
$$;

comment on function analytics.note_names(analytics.log_entry[]) is
  'Adds the terms and the people that events are the first to name, in one order.';
