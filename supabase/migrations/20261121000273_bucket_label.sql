create function analytics.bucket_label(bucket timestamp, unit text)
  returns text
  stable
  parallel safe
  set search_path = ''
  language plpgsql
as $$
begin
  return to_char(bucket, case unit when 'day' then 'YYYY-MM-DD' when 'month' then 'YYYY-MM' when 'year' then 'YYYY' end);
end
$$;

comment on function analytics.bucket_label(timestamp, text) is
  'The name of a day, a month or a year: 2024-06-01, 2024-06 or 2024.';
