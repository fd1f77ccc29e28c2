create function analytics.report_response_use(assistants integer[], starts timestamptz, ends timestamptz, unit text)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  first constant timestamptz := date_trunc(unit, starts, 'UTC');
begin
  return (
    with counted as materialized (
      select * from analytics.log_totals(assistants, array[
        'response_shown', 'response_liked', 'response_disliked', 'response_by_button', 'response_by_language'
      ]::analytics.measure[], first, ends)
    ),
    -- The last row, without a key, is that of all responses.
    used as materialized (
      select key, grouping(key) = 1 as is_total,
        coalesce(sum(amount) filter (where measure = 'response_shown'), 0) as views,
        coalesce(sum(amount) filter (where measure = 'response_liked'), 0) as likes,
        coalesce(sum(amount) filter (where measure = 'response_disliked'), 0) as dislikes,
        coalesce(sum(amount) filter (where measure = 'response_by_button'), 0) as by_button,
        coalesce(sum(amount) filter (where measure = 'response_by_language'), 0) as by_language
      from counted
      group by grouping sets ((key), ())
    )
    select json_build_object(
      'from', analytics.bucket_time(first at time zone 'UTC'),
      'data', (
        select coalesce(json_agg(json_build_object(
          'response', name, 'views', views, 'likes', likes, 'dislikes', dislikes,
          'by_button', by_button, 'by_language', by_language
        ) order by views desc, name collate "C", key), '[]')
        from used join analytics.names_of(assistants, array(select distinct key from counted)) using (key)
        where not is_total
      ),
      'totals', (
        select json_build_object(
          'views', views, 'likes', likes, 'dislikes', dislikes, 'by_button', by_button, 'by_language', by_language
        ) from used where is_total
      )
    )
  );
end
$$;

comment on function analytics.report_response_use(integer[], timestamptz, timestamptz, text) is
  'How often each response was shown, liked and disliked, and shown by a button and by language, from the start of the unit of starts up to, but not, ends: most shown first, then by name.';
