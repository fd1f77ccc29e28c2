create function analytics.visitors_there(
  assistant_key integer, presences analytics.presence[], starts timestamptz, ends timestamptz, unit text, actors bigint[]
)
  returns table (bucket timestamp, presence analytics.presence, key bigint, actor_key bigint, first_at timestamptz, weight bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
#variable_conflict use_column
begin
  return query
    select bucket, moment.presence, moment.key::bigint, token_key, moment.happened_at, 0::bigint
    from analytics.visitor_moments(visitors_there.assistant_key, starts, ends, unit, actors), lateral (values
      ('visitor'::analytics.presence, 0::smallint, seen_at),
      ('visitor_group', visitor_group, case when visitor_group is not null then seen_at end),
      ('approached', 0, approached_at),
      ('opened', 0, opened_at),
      ('chatted', 0, chatted_at),
      ('visitor_or_approached', 0, least(seen_at, approached_at)),
      ('visitor_or_opened', 0, least(seen_at, opened_at)),
      ('visitor_or_chatted', 0, least(seen_at, chatted_at))
    ) as moment (presence, key, happened_at)
    where moment.presence = any (presences) and moment.happened_at is not null;
end
$$;

comment on function analytics.visitors_there(
  integer, analytics.presence[], timestamptz, timestamptz, text, bigint[]
) is
  'The same of the user tokens.';
