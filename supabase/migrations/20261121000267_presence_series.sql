create function analytics.presence_series(
  assistants integer[], presences analytics.presence[], starts timestamptz, ends timestamptz, unit text
)
  returns table (bucket timestamp, presence analytics.presence, key bigint, people bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  if unit = 'hour' then
    return query
      select part.bucket, part.presence, part.key, sum(part.people)::bigint
      from analytics.presence_hours(assistants, presences, starts, ends) as part
      group by part.bucket, part.presence, part.key having sum(part.people) > 0;
  else
    return query
      select part.bucket, part.presence, part.key, sum(part.people)::bigint
      from analytics.presence_parts(assistants, presences, starts, ends, unit) as part
      group by part.bucket, part.presence, part.key having sum(part.people) > 0;
  end if;
end
$$;

comment on function analytics.presence_series(integer[], analytics.presence[], timestamptz, timestamptz, text) is
  'How many different ones analytics.log_presences has in each UTC hour, day, week, month, quarter or year of [starts, ends), which starts with one; those of several assistants are different. No row where nobody was there.';
