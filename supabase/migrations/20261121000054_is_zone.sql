create function analytics.is_zone(zone text)
  returns boolean
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  perform now() at time zone zone;
  return true;
exception when invalid_parameter_value then
  return false;
end
$$;

comment on function analytics.is_zone(text) is 'Whether the database knows a time zone; null is none that it does not know.';
