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

  insert into analytics.people (assistant_key, person_key, person_id, first_seen_at)
  select assistant_key, analytics.key_of(value), value, min(happened_at)
  from unnest(entries) as entry, jsonb_each_text(fields) as field (name, value)
  where name in ('user', 'user_token')
  group by assistant_key, value
  order by 1, 2
  on conflict (assistant_key, person_key) do update set first_seen_at = excluded.first_seen_at
  where people.first_seen_at > excluded.first_seen_at;
end
$$;

comment on function analytics.note_names(analytics.log_entry[]) is
  'Adds the terms and the people that events are the first to name, in one order, and keeps when a person was first seen.';
