create function analytics.presence_totals(
  assistants integer[], presences analytics.presence[], starts timestamptz, ends timestamptz
)
  returns table (presence analytics.presence, key bigint, people bigint, weight bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select part.presence, part.key, sum(part.people)::bigint, sum(part.weight)::bigint
    from analytics.presence_parts(assistants, presences, starts, ends, null) as part
    group by part.presence, part.key;
end
$$;

comment on function analytics.presence_totals(integer[], analytics.presence[], timestamptz, timestamptz) is
  'How many different ones analytics.log_presences has in [starts, ends), each once, and the sum of their weights; those of several assistants are different. No row where nobody was there.';
