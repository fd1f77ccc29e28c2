create function public.forget_old(at timestamptz, seconds numeric)
  returns jsonb
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  stop_at constant timestamptz := clock_timestamp() + make_interval(secs => seconds);
  today constant date := (least(at, now()) at time zone 'UTC')::date;
  -- Rows of each table in one statement: what waits for one of them waits for milliseconds.
  most constant integer := 1000;
  due integer[];
  assistant integer;
  boundary date;
  sealed integer := 0;
  forgotten bigint := 0;
  batch bigint;
begin
  -- One run at a time: another would wait for the same rows.
  if not pg_try_advisory_xact_lock(hashtext('analytics.forget_old'), 0) then
    return jsonb_build_object('sealed', 0, 'forgotten', 0, 'pending', false);
  end if;
  due := array(
    select key
    from public.assistants join public.accounts on accounts.id = account_id
    left join analytics.retention on assistant_key = key
    where today - accounts.retention_days > coalesce(kept_from, '-infinity')
      and (
        exists (
          select from analytics.periods
          where periods.assistant_key = key and days = 1 and first_day < today - accounts.retention_days
            and first_day >= coalesce(kept_from, '-infinity')
        )
        or exists (
          select from analytics.log_days
          where log_days.assistant_key = key and day < today - accounts.retention_days
            and day >= coalesce(kept_from, '-infinity')
        )
      )
    order by key
  );
  -- A call that seals deletes nothing: while it runs, nothing is recorded for the assistants that it has sealed.
  foreach assistant in array due loop
    exit when sealed > 0 and clock_timestamp() > least(stop_at, now() + interval '50 milliseconds');
    sealed := sealed + analytics.seal_days(assistant, today, sealed = 0)::integer;
  end loop;
  if sealed > 0 then
    return jsonb_build_object('sealed', sealed, 'forgotten', 0, 'pending', true);
  end if;

  loop
    batch := analytics.forget_texts(today, most);
    forgotten := forgotten + batch;
    exit when batch = 0 or clock_timestamp() > stop_at;
  end loop;
  for assistant, boundary in
    select assistant_key, kept_from from analytics.retention
    where cleared_until is distinct from kept_from order by assistant_key
  loop
    exit when forgotten > 0 and clock_timestamp() > stop_at;
    loop
      batch := analytics.forget_visits(assistant, boundary, most)
        + analytics.forget_statements(assistant, boundary, most)
        + analytics.forget_conversations(assistant, boundary, most);
      forgotten := forgotten + batch;
      exit when batch = 0 or clock_timestamp() > stop_at;
    end loop;
    if batch = 0 then
      update analytics.retention set cleared_until = boundary
      where assistant_key = assistant and kept_from = boundary;
    end if;
  end loop;
  return jsonb_build_object('sealed', 0, 'forgotten', forgotten, 'pending', forgotten > 0 or exists (
    select from analytics.retention where cleared_until is distinct from kept_from
  ));
end
$$;

comment on function public.forget_old(timestamptz, numeric) is
  'Deletes rows that are older than their account keeps them, of days that are rolled up, and texts of messages that are; for some seconds but at least some rows. A call either seals days or deletes from those sealed. It may be called again at any time, and twice at once. Answers how many assistants it sealed days of, how many rows it deleted, and whether there may be more.';

grant execute on function public.forget_old(timestamptz, numeric) to service_role;
