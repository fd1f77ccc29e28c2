create function analytics.erase_person(assistant_key integer, person_id text)
  returns jsonb
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  person_key constant bigint := analytics.key_of(person_id);
  -- What takes long comes before recording has to wait.
  naming constant bigint[] := analytics.conversations_naming(assistant_key, person_key);
  linked text[];
  erased jsonb;
begin
  perform analytics.hold_alone(assistant_key);
  linked := analytics.linked_people(assistant_key, person_key);
  erased := analytics.erase_visits(assistant_key, analytics.visitor_of(person_id))
    || analytics.erase_from_log(assistant_key, person_key, naming);
  return jsonb_build_object('erased', erased, 'linked', linked);
end
$$;

comment on function analytics.erase_person(integer, text) is
  'Erases a visitor, a user or a user token, as if nothing of them had ever come, and tells how much of each kind went and as whom else they are known. Again it finds nothing. The ids of what was in the log stay known; what pages send again of before, such as a beacon that failed, comes anew.';
