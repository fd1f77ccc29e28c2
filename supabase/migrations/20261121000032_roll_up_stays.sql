create function analytics.roll_up_stays(assistant_key integer, day date)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
begin
  delete from analytics.stays
  where stays.assistant_key = roll_up_stays.assistant_key and stays.day = roll_up_stays.day;
  insert into analytics.stays
  select * from analytics.stays_of(roll_up_stays.assistant_key, array[roll_up_stays.day]);
end
$$;

comment on function analytics.roll_up_stays(integer, date) is 'Keeps what each session did on a day.';
