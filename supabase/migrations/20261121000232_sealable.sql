create function analytics.sealable(assistant_key integer, today date)
  returns date
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
declare
  sealed constant date := coalesce(analytics.kept_from(sealable.assistant_key), date '0001-01-01');
  boundary date := (
    select today - retention_days from public.assistants join public.accounts on accounts.id = account_id
    where key = sealable.assistant_key
  );
begin
  boundary := least(
    boundary,
    (select min(first_day) from analytics.periods
     where periods.assistant_key = sealable.assistant_key and days = 1 and not rolled),
    (select min(day) from analytics.log_days where log_days.assistant_key = sealable.assistant_key and not rolled)
  );
  return case
    when exists (
      select from analytics.periods
      where periods.assistant_key = sealable.assistant_key and days = 1 and first_day >= sealed and first_day < boundary
    ) or exists (
      select from analytics.log_days
      where log_days.assistant_key = sealable.assistant_key and day >= sealed and day < boundary
    ) then boundary
  end;
end
$$;

comment on function analytics.sealable(integer, date) is
  'The day up to which rows are older than the account keeps them, as far as all days before it are rolled up; null where there are none.';
