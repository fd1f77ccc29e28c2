create function analytics.exclusion_of(assistant public.assistants, batch jsonb, event jsonb)
  returns text
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  origin constant text := batch ->> 'origin_host';
  host constant text := event ->> 'host';
  path constant text := event ->> 'path';
begin
  return case
    when not analytics.host_is_allowed(origin, assistant.hosts) and origin is not null
      or not analytics.host_is_allowed(host, assistant.hosts) and host is distinct from origin
      then 'host_not_allowed'
    when assistant.blocked_ips <> '{}' and (batch ->> 'ip')::inet <<= any (assistant.blocked_ips)
      then 'blocked_ip'
    when batch ->> 'excluded' is not null
      then batch ->> 'excluded'
    when assistant.blocked_hosts <> '{}' and (
      analytics.host_is_allowed(host, assistant.blocked_hosts)
      or analytics.host_is_allowed(event ->> 'referrer_host', assistant.blocked_hosts)
    ) then 'blocked_host'
    when assistant.blocked_paths <> '{}' and exists (
      select from unnest(assistant.blocked_paths) as blocked
      where path = blocked or right(blocked, 1) = '*' and starts_with(path, left(blocked, -1))
    ) then 'blocked_path'
    when event ->> 'excluded' is not null
      then event ->> 'excluded'
    when event ->> 'referrer_host' is not null
      and not analytics.host_is_allowed(event ->> 'referrer_host', assistant.hosts)
      and analytics.is_spam_host(event ->> 'referrer_host')
      then 'referrer_spam'
  end;
end
$$;

comment on function analytics.exclusion_of(public.assistants, jsonb, jsonb) is
  'Why an event of a batch is kept apart, by the first reason that there is; null where it counts. The address is compared and kept nowhere.';
