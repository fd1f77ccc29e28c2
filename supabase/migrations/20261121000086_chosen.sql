create function analytics.chosen(scope analytics.scope, arranged analytics.arrangement)
  returns setof analytics.chosen_line
  stable
  rows 23
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
#variable_conflict use_column
begin
  return query
    with wanted as materialized (
      select trait, trait_keys from analytics.wanted_traits(scope)
    )
    select line.first_day, (
        within.bits & coalesce(having_traits.bits, whole.bits) & coalesce(entered.bits, whole.bits)
        & case scope.engaged
          when true then coalesce(engaged.bits, ~whole.bits)
          when false then coalesce(~engaged.bits, whole.bits)
          else whole.bits
        end
        & case when scope.page is null or chosen.arranged <> 'page' then whole.bits else of_page.bits end
      )::bit varying
    from analytics.lineups_within(scope, chosen.arranged) as line
    join analytics.bitmaps as whole
      on whole.assistant_key = scope.assistant_key and whole.arranged = chosen.arranged
      and whole.first_day = line.first_day and whole.mark = 'any'
    cross join lateral (
      select case
        when line.days = datemultirange(daterange(line.first_day, line.first_day + 16)) then whole.bits
        else analytics.bits_of_days(scope.assistant_key, chosen.arranged, line.first_day, line.days, whole.bits)
      end as bits
    ) as within
    left join analytics.bitmaps as engaged
      on scope.engaged is not null
      and engaged.assistant_key = scope.assistant_key and engaged.arranged = chosen.arranged
      and engaged.first_day = line.first_day and engaged.mark = 'engaged'
    cross join lateral (
      select count(*) as traits, bit_and(one.bits) as bits
      from (
        select bit_or(bitmaps.bits) as bits
        from wanted
        join analytics.bitmaps
          on bitmaps.assistant_key = scope.assistant_key and bitmaps.arranged = chosen.arranged
          and bitmaps.first_day = line.first_day and bitmaps.mark = 'trait' and bitmaps.number = any (trait_keys)
        group by wanted.trait
      ) as one
    ) as having_traits
    cross join lateral (
      select case when scope.entry_page is not null then analytics.equal_to(
        analytics.digits_of(scope.assistant_key, chosen.arranged, line.first_day, 'entry_page'), scope.entry_page, whole.bits
      ) end as bits
    ) as entered
    left join lateral (
      select overlay(
        whole.bits # whole.bits placing substring(whole.bits from place + 1 for entries) from place + 1
      ) as bits
      from analytics.lineup_keys
      where lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = chosen.arranged
        and lineup_keys.first_day = line.first_day and key = scope.page::text
    ) as of_page on chosen.arranged = 'page'
    where (scope.page is null or chosen.arranged <> 'page' or of_page.bits is not null)
      and having_traits.traits = (select count(*) from wanted);
end
$$;

comment on function analytics.chosen(analytics.scope, analytics.arrangement) is
  'Which entries of each line within a scope are of its sessions and, where pages are in line, of its page; lines of which none is may be left out.';
