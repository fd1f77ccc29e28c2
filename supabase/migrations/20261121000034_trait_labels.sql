create function analytics.trait_labels(assistant_key integer)
  returns table (trait analytics.trait, client_key integer, origin_key integer, label jsonb)
  stable
  parallel safe
  language sql
begin atomic
  select one.trait, clients.client_key, null::integer, one.label
  from analytics.clients
  cross join lateral (
    values ('client'::analytics.trait, jsonb_build_array(device_type, browser, os)),
      ('language', jsonb_build_array(language))
  ) as one (trait, label)
  where clients.assistant_key = trait_labels.assistant_key
  union all
  select one.trait, null, origins.origin_key, one.label
  from analytics.origins
  cross join lateral (
    values ('channel'::analytics.trait, jsonb_build_array(source, medium)),
      ('campaign', jsonb_build_array(utm_source, utm_medium, utm_campaign, utm_content, utm_term))
  ) as one (trait, label)
  where origins.assistant_key = trait_labels.assistant_key
  union all
  -- What came from nowhere that is known.
  select 'channel', null::integer, 0, jsonb_build_array(null, null);
end;

comment on function analytics.trait_labels(integer) is
  'The traits that each client and each origin stands for; origin 0 is none. It is read as part of the query that names it, so that only what is asked of it is put together.';
