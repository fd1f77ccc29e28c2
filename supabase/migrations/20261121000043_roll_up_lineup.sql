create function analytics.roll_up_lineup(
  assistant_key integer, arranged analytics.arrangement, first date, today date
)
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '192MB'
  language plpgsql
as $$
#variable_conflict use_column
declare
  is_counted constant boolean := arranged in ('visitor', 'page');
  is_timed constant boolean := arranged = 'visitor';
  is_told_apart constant boolean := arranged <> 'hour';
  -- Days on which there is nothing are in line, too.
  days constant datemultirange := (
    select datemultirange(daterange(first, greatest(first, max(periods.first_day) filter (where rolled) + 1)))
      - coalesce(range_agg(daterange(periods.first_day, periods.first_day + 1)) filter (where not rolled), '{}')
    from analytics.periods
    where periods.assistant_key = roll_up_lineup.assistant_key and periods.days = 1
      and periods.first_day >= first and periods.first_day < first + 16
  );
  line record;
begin
  perform analytics.forget_lineup(roll_up_lineup.assistant_key, roll_up_lineup.arranged, first);
  perform analytics.note_traits(roll_up_lineup.assistant_key, first);
  with entry as materialized (
    select (row_number() over in_line - 1)::integer as place,
      (row_number() over in_line - row_number() over of_key)::integer as key_place,
      visitor is distinct from lag(visitor) over of_key as is_first, day - lag(day) over of_key as days_after, entries.*
    from analytics.lineup_entries(roll_up_lineup.assistant_key, roll_up_lineup.arranged, days) as entries
    window in_line as (order by key collate "C", visitor, day, started_at),
      of_key as (partition by key collate "C" order by visitor, day, started_at)
  ),
  divided as (
    insert into analytics.lineup_keys (assistant_key, arranged, first_day, place, key, entries)
    select roll_up_lineup.assistant_key, roll_up_lineup.arranged, first, key_place, key, count(*)
    from entry group by key_place, key
  ),
  told_apart as (
    insert into analytics.lineup_visitors (
      assistant_key, arranged, first_day, quarter, key_place, visitors, places
    )
    select roll_up_lineup.assistant_key, roll_up_lineup.arranged, first, analytics.visitor_quarter(visitor), key_place,
      array_agg(visitor order by place), array_agg(place order by place)
    from entry where is_first and is_told_apart group by analytics.visitor_quarter(visitor), key_place
  )
  select array_agg(client_key order by place) as client_keys, array_agg(origin_key order by place) as origin_keys,
    array_agg(country order by place) as countries,
    count(*)::integer as entries, array_agg(coalesce(entry_page_key, 0) order by place) as entry_pages,
    array_agg(coalesce(exit_page_key, 0) order by place) filter (where is_timed) as exit_pages,
    array_agg(engaged::integer order by place) as engaged,
    array_agg((views > 0)::integer order by place) as viewed,
    array_agg(visitor order by place) filter (where step >= 1) as actors,
    array_agg(place order by place) filter (where step >= 1) as acted_at,
    array_agg(key order by place) filter (where step >= 1) as acted_with,
    array_agg((step >= 1)::integer order by place) as opened, array_agg((step >= 2)::integer order by place) as conversed,
    array_agg((step >= 3)::integer order by place) as submitted,
    array_agg(is_first::integer order by place) as firsts,
    array_agg((seconds is not null)::integer order by place) filter (where is_counted) as started,
    array_agg(coalesce(bounced, false)::integer order by place) filter (where is_counted) as bounced,
    array_agg((is_first or days_after > 0)::integer order by place) filter (where is_counted) as firsts_on_day,
    array_agg((not is_first and days_after = 1)::integer order by place) filter (where is_timed) as days_after,
    array_agg(coalesce(first_view, 0) / 900000 order by place) filter (where is_timed) as first_quarters,
    array_agg(coalesce(last_view, 0) / 900000 order by place) filter (where is_timed) as last_quarters,
    array_agg(day - first order by place) as days,
    array_agg(views order by place) filter (where is_counted or not is_told_apart) as views,
    array_agg(coalesce(seconds, 0) order by place) filter (where is_counted) as seconds,
    array_agg(timed_views order by place) filter (where is_counted) as timed_views,
    array_agg(page_seconds order by place) filter (where is_counted) as page_seconds,
    array_agg(actions order by place) filter (where is_counted) as actions,
    array_agg(opens order by place) filter (where is_counted) as opens
  into line
  from entry;

  insert into analytics.lineups (
    assistant_key, arranged, first_day, days, made_on, entries, entry_pages, exit_pages, actors, acted_at,
    acted_with
  )
  values (
    roll_up_lineup.assistant_key, roll_up_lineup.arranged, first, days, today, line.entries,
    case when is_timed then coalesce(line.entry_pages, '{}') else '{}' end, coalesce(line.exit_pages, '{}'),
    coalesce(line.actors, '{}'), coalesce(line.acted_at, '{}'), coalesce(line.acted_with, '{}')
  );
  insert into analytics.bitmaps (assistant_key, arranged, first_day, mark, number, bits)
  with whole as (
    select repeat('1', line.entries)::bit varying || repeat('0', (64 - line.entries % 64) % 64)::bit varying as bits
    where line.entries > 0
  ),
  marked as materialized (
    select mark, digit.number, digit.bits
    from (
      values ('engaged'::analytics.mark, line.engaged), ('viewed', line.viewed), ('opened', line.opened),
        ('conversed', line.conversed), ('submitted', line.submitted), ('first', line.firsts), ('started', line.started),
        ('bounced', line.bounced), ('first_on_day', line.firsts_on_day), ('day_after', line.days_after),
        ('first_quarter', line.first_quarters), ('last_quarter', line.last_quarters), ('entry_page', line.entry_pages),
        ('day', line.days), ('views', line.views), ('seconds', line.seconds), ('timed_views', line.timed_views),
        ('page_seconds', line.page_seconds), ('actions', line.actions), ('opens', line.opens)
    ) as figure (mark, amounts)
    cross join lateral analytics.bitmaps_of(amounts) as digit
  )
  select roll_up_lineup.assistant_key, roll_up_lineup.arranged, first, all_marks.*
  from (
    select 'any'::analytics.mark, 0, bits from whole
    union all
    select mark, number, bits from marked
    union all
    select case mark when 'first' then 'same' else 'same_on_day' end::analytics.mark, digit.number, digit.bits
    from marked cross join whole cross join lateral analytics.distances(marked.bits, whole.bits) as digit
    where mark in ('first', 'first_on_day')
    union all
    select 'trait', trait_key, bits
    from analytics.trait_bitmaps(roll_up_lineup.assistant_key, line.client_keys, line.origin_keys, line.countries)
  ) as all_marks;
  if is_told_apart then
    perform analytics.note_elsewhere(roll_up_lineup.assistant_key, roll_up_lineup.arranged, first);
  end if;
  update analytics.periods set lined = true
  where periods.assistant_key = roll_up_lineup.assistant_key and periods.days = 1 and rolled and not lined
    and periods.first_day >= first and periods.first_day < first + 16
    and (
      select count(*) = cardinality(enum_range(null::analytics.arrangement)) from analytics.lineups
      where lineups.assistant_key = roll_up_lineup.assistant_key and lineups.first_day = first
        and periods.first_day <@ lineups.days
    );
end
$$;

comment on function analytics.roll_up_lineup(integer, analytics.arrangement, date, date) is
  'Puts the stays of those of 16 days from first that are rolled up in line, in place of an earlier line of them.';
