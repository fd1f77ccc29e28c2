create function analytics.is_spam_host(host text)
  returns boolean
  stable
  set search_path = ''
  language sql
as $$
  select exists (
    select from public.spam_hosts
    where spam_hosts.host = any (array(
      select array_to_string(labels[place:], '.')
      from string_to_array(is_spam_host.host, '.') as labels, generate_subscripts(labels, 1) as place
    ))
  )
$$;

comment on function analytics.is_spam_host(text) is
  'Whether a host, or a domain above it, is one whose referrals are spam; false of null.';
