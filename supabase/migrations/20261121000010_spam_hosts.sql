create table public.spam_hosts (
  host text primary key
    constraint spam_hosts_host_is_one check (host ~ '^[a-z0-9_-]+(\.[a-z0-9_-]+)+$' and char_length(host) <= 253)
);

comment on table public.spam_hosts is
  'Hosts, each with its subdomains, whose referrals are spam: an operator adds them, such as those of a public list.';

alter table public.spam_hosts enable row level security;

grant select, insert, update, delete on public.spam_hosts to service_role;
