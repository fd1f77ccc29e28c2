create type analytics.session_filter as (
  country text,
  source text,
  device_type text,
  engaged boolean
);

comment on type analytics.session_filter is
  'Which sessions a list is about; null for all. The source "social" is every source with that medium.';

create function analytics.sessions_started(
  assistant_key integer, starts timestamptz, ends timestamptz, filter analytics.session_filter
)
  returns setof analytics.sessions
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select * from analytics.sessions
    where sessions.assistant_key = sessions_started.assistant_key
      and date_bin(interval '1 hour', started_at, timestamptz 'epoch') >= starts
      and date_bin(interval '1 hour', started_at, timestamptz 'epoch') < ends
      and (filter.country is null or country = filter.country)
      and (filter.engaged is null or engaged = filter.engaged)
      and (filter.device_type is null or filter.device_type = (
        select device_type from analytics.clients
        where clients.assistant_key = sessions_started.assistant_key and clients.client_key = sessions.client_key
      ))
      and (filter.source is null or (
        select source = filter.source or filter.source = 'social' and medium = 'social' from analytics.origins
        where origins.assistant_key = sessions_started.assistant_key and origins.origin_key = sessions.origin_key
      ));
end
$$;

comment on function analytics.sessions_started(integer, timestamptz, timestamptz, analytics.session_filter) is
  'The sessions of a list that started in [starts, ends), whole hours.';
