create function analytics.person_of(assistant_key integer, person_key bigint)
  returns text
  stable
  parallel safe
  language sql
return (
  select person_id from analytics.people
  where people.assistant_key = person_of.assistant_key and people.person_key = person_of.person_key
);

comment on function analytics.person_of(integer, bigint) is
  'The user or the user token that a key stands for; null where there is none, as of who was erased.';
