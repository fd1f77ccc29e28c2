create function analytics.note_seen(assistant_key integer, people bigint[])
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  today constant date := now() at time zone 'UTC';
  person bigint;
begin
  -- In one order for everybody; who was seen this month is read and not written.
  for person in
    select person_key from analytics.people
    where people.assistant_key = note_seen.assistant_key and person_key = any (note_seen.people) and seen_on < today - 30
    order by person_key
  loop
    update analytics.people set seen_on = today
    where people.assistant_key = note_seen.assistant_key and person_key = person;
  end loop;
end
$$;

comment on function analytics.note_seen(integer, bigint[]) is
  'Keeps people who are named again from being forgotten. Called before those who are not known are added, so that whoever is forgotten meanwhile is added anew.';
