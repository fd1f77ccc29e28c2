create function analytics.hold_alone(assistant_key integer)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  named text;
begin
  -- In the order in which others take these, so that nobody waits for each other: a deletion has the row first.
  select id into named from public.assistants where key = hold_alone.assistant_key for share;
  perform pg_advisory_xact_lock_shared(hashtext('analytics.periods'), hold_alone.assistant_key);
  perform pg_advisory_xact_lock(hashtext('analytics.assistants'), hashtext(named));
end
$$;

comment on function analytics.hold_alone(integer) is
  'Until the transaction ends, nothing is recorded for an assistant, nor rolled up. What is being recorded ends first.';
