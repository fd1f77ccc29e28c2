create function analytics.presence_totals(
  assistants integer[], presences analytics.presence[], starts timestamptz, ends timestamptz
)
  returns table (presence analytics.presence, key bigint, people bigint, weight bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  of_visitors constant analytics.presence[] := array(
    select asked from unnest(presences) as asked
    where asked in (
      'visitor', 'visitor_group', 'approached', 'opened', 'chatted',
      'visitor_or_approached', 'visitor_or_opened', 'visitor_or_chatted'
    )
  );
  of_others constant analytics.presence[] := array(
    select asked from unnest(presences) as asked where asked <> all (of_visitors)
  );
begin
  if cardinality(of_visitors) > 0 then
    return query
      select part.presence, part.key, sum(part.people)::bigint, 0::bigint
      from analytics.visitor_parts(assistants, of_visitors, starts, ends) as part
      group by part.presence, part.key having sum(part.people) > 0;
  end if;
  if cardinality(of_others) > 0 then
    return query
      select part.presence, part.key, sum(part.people)::bigint, sum(part.weight)::bigint
      from analytics.presence_parts(assistants, of_others, starts, ends, null) as part
      group by part.presence, part.key having sum(part.people) > 0;
  end if;
end
$$;

comment on function analytics.presence_totals(integer[], analytics.presence[], timestamptz, timestamptz) is
  'How many different ones analytics.log_presences has in [starts, ends), each once, and the sum of their weights; those of several assistants are different. No row where nobody was there.';
