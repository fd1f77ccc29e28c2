create function analytics.note_log_changes(
  entries analytics.log_entry[], before analytics.standing[], now_stands analytics.standing[]
)
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
declare
  changed record;
begin
  for changed in
    with happened as (
      select distinct assistant_key, (moment at time zone 'UTC')::date as day
      from unnest(entries) as entry, unnest(array[happened_at, happened_at + analytics.duration(fields)]) as moment
      where kind <> 'conversation.analyzed'
    ),
    differing as (
      (select * from unnest(before) except select * from unnest(now_stands))
      union all
      (select * from unnest(now_stands) except select * from unnest(before))
    ),
    actors as (
      select distinct assistant_key, actor_key from (
        select assistant_key, actor_key from differing
        union all
        select assistant_key, unnest(array[
          (fields ->> 'person_key')::bigint, (fields ->> 'token_key')::bigint, ~conversation_key
        ]) from unnest(entries) as entry
      ) as named
      where actor_key is not null
    )
    select assistant_key,
      array(select day from happened where happened.assistant_key = named.assistant_key order by day) as known_days,
      array(
        select day from happened where happened.assistant_key = named.assistant_key
        union
        select day from differing where differing.assistant_key = named.assistant_key
      ) as days,
      array(select actor_key from actors where actors.assistant_key = named.assistant_key) as actors,
      array(
        select distinct conversation_key from unnest(entries) as entry
        where entry.assistant_key = named.assistant_key and conversation_key is not null
      ) as conversations
    from (select distinct assistant_key from unnest(entries) as entry) as named
    order by assistant_key
  loop
    insert into analytics.log_days (assistant_key, day)
    select changed.assistant_key, day from unnest(changed.known_days) as day
    on conflict do nothing;
    perform analytics.reopen_log_days(
      changed.assistant_key, changed.days, changed.actors, changed.conversations
    );
  end loop;
end
$$;

comment on function analytics.note_log_changes(analytics.log_entry[], analytics.standing[], analytics.standing[]) is
  'Notes the days on which events happened, and opens those rolled up whose counts they change: their own, those of what they say of conversations and interventions, and later ones of whoever they are of.';
