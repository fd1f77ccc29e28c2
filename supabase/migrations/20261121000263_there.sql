create function analytics.there(
  assistant_key integer, presences analytics.presence[], starts timestamptz, ends timestamptz, unit text, actors bigint[]
)
  returns table (bucket timestamp, presence analytics.presence, key bigint, actor_key bigint, first_at timestamptz, weight bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  if presences && '{sender,inbound_channel,active,active_channel,active_country,active_language,active_rating}' then
    return query select * from analytics.people_there(there.assistant_key, presences, starts, ends, unit, actors);
  end if;
  if 'conversation' = any (presences) then
    return query select * from analytics.conversations_there(there.assistant_key, starts, ends, unit, actors);
  end if;
  if presences && '{visitor,visitor_group,approached,opened,chatted,visitor_or_approached,visitor_or_opened,visitor_or_chatted}' then
    return query select * from analytics.visitors_there(there.assistant_key, presences, starts, ends, unit, actors);
  end if;
end
$$;

comment on function analytics.there(integer, analytics.presence[], timestamptz, timestamptz, text, bigint[]) is
  'Who analytics.log_presences has in [starts, ends), all or some, and when each was first there in each bucket: from what was recorded.';
