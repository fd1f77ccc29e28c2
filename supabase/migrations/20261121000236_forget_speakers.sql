create function analytics.forget_speakers(assistant_key integer, kept_from date, actors bigint[])
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_variable
declare
  midnight constant timestamptz := kept_from::timestamp at time zone 'UTC';
  staying constant bigint[] := array(
    select actor from (select distinct unnest(actors) as actor) as named
    where exists (
      select from analytics.messages as message
      where message.assistant_key = forget_speakers.assistant_key and message.actor_key = actor
        and sent_at >= midnight and sender = 'CUSTOMER'
    ) or exists (
      select from analytics.link_clicks as click
      where click.assistant_key = forget_speakers.assistant_key and click.actor_key = actor and clicked_at >= midnight
    )
    order by actor
  );
begin
  insert into analytics.known_people (assistant_key, actor_key)
  select forget_speakers.assistant_key, actor from unnest(staying) as actor
  on conflict do nothing;
  delete from analytics.known_people as known
  where known.assistant_key = forget_speakers.assistant_key and known.actor_key = any (actors)
    and known.actor_key <> all (staying);
end
$$;

comment on function analytics.forget_speakers(integer, date, bigint[]) is
  'Of those whose earliest messages and clicks are deleted, those who have later ones are known not to be new; the others are forgotten.';
