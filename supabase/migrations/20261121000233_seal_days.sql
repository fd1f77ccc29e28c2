create function analytics.seal_days(assistant_key integer, today date, may_wait boolean)
  returns boolean
  volatile
  set search_path = ''
  set lock_timeout = '500ms'
  language plpgsql
as $$
declare
  named constant text := (select id from public.assistants where key = seal_days.assistant_key);
  boundary date;
begin
  -- What is being recorded ends first, and what comes then sees the boundary: no row comes to a day that is sealed.
  if may_wait then
    begin
      perform pg_advisory_xact_lock(hashtext('analytics.assistants'), hashtext(named));
    exception when lock_not_available then
      return false;
    end;
  elsif pg_try_advisory_xact_lock(hashtext('analytics.assistants'), hashtext(named)) is not true then
    return false;
  end if;
  boundary := analytics.sealable(seal_days.assistant_key, today);
  if boundary is null then
    return false;
  end if;
  insert into analytics.retention (assistant_key, kept_from, retention_days)
  select seal_days.assistant_key, boundary, retention_days
  from public.assistants join public.accounts on accounts.id = account_id where key = seal_days.assistant_key
  on conflict on constraint retention_pkey do update set
    kept_from = excluded.kept_from, retention_days = excluded.retention_days;
  return found;
end
$$;

comment on function analytics.seal_days(integer, date, boolean) is
  'Moves the day from which on an assistant''s rows are kept as far as it may be, and tells whether it did. While something is recorded it does not, or waits for half a second.';
