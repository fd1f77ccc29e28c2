create table public.assistants (
  id text primary key,
  key integer generated always as identity unique,
  account_id uuid not null default auth.uid() references public.accounts (id) on delete cascade,
  name text not null
    constraint assistants_name_fits check (char_length(name) between 1 and 200),
  type text not null default 'website_widget'
    constraint assistants_type_is_known check (type in ('website_widget')),
  website_url text not null
    constraint assistants_website_is_a_url check (website_url ~* '^https?://[^/?#@\s]+')
    constraint assistants_website_fits check (char_length(website_url) <= 2000),
  allowed_hosts text[] not null default '{}'
    constraint assistants_hosts_are_few check (cardinality(allowed_hosts) <= 50)
    constraint assistants_hosts_fit check (char_length(array_to_string(allowed_hosts, ' ')) <= 10000),
  hosts text[] not null default '{}',
  blocked_ips inet[] not null default '{}'
    constraint assistants_blocked_ips_are_few check (cardinality(blocked_ips) <= 100)
    constraint assistants_blocked_ips_are_there check (array_position(blocked_ips, null) is null),
  blocked_hosts text[] not null default '{}'
    constraint assistants_blocked_hosts_are_few check (cardinality(blocked_hosts) <= 100)
    constraint assistants_blocked_hosts_are_hosts check (
      array_to_string(blocked_hosts, ' ', '!') ~ '^([a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,9}( (?!$)|$))*$'
      and '' <> all (blocked_hosts)
    ),
  blocked_paths text[] not null default '{}'
    constraint assistants_blocked_paths_are_few check (cardinality(blocked_paths) <= 100)
    constraint assistants_blocked_paths_are_paths check (
      array_to_string(blocked_paths, ' ', '!') ~ '^(/[^*?#\s]{0,254}\*?( (?!$)|$))*$'
      and '' <> all (blocked_paths)
    ),
  ab_test_enabled boolean not null default false,
  keep_message_text boolean not null default false,
  created_at timestamptz not null default now()
);

create index assistants_account on public.assistants (account_id, created_at desc, id);

comment on table public.assistants is 'A chat widget on a site: what pages it may be on, and whose it is.';
comment on column public.assistants.key is 'The short key that every recorded row leads with.';
comment on column public.assistants.hosts is
  'The hosts whose pages may report, each with its subdomains: kept by a trigger from website_url and allowed_hosts.';
comment on column public.assistants.blocked_ips is
  'Addresses and ranges whose events are kept apart, such as those of the office. They are what the owner writes down, perhaps of persons.';
comment on column public.assistants.blocked_hosts is
  'Hosts, each with its subdomains, whose events are kept apart: those that happened there, and page views that they referred.';
comment on column public.assistants.blocked_paths is
  'Paths, as they are in a URL, whose events are kept apart; one that ends in * is all paths that begin so.';
comment on column public.assistants.ab_test_enabled is
  'Whether the chat widget is shown to a part of the visitors only, so that purchases are reported by group too.';

comment on column public.assistants.keep_message_text is
  'Whether the texts of messages are kept, for thirty days; without, none is ever stored.';

alter table public.assistants enable row level security;

create policy "an owner reads the assistants" on public.assistants
  for select to authenticated using (account_id = (select auth.uid()));
create policy "an owner adds assistants" on public.assistants
  for insert to authenticated with check (account_id = (select auth.uid()));
create policy "an owner changes the assistants" on public.assistants
  for update to authenticated using (account_id = (select auth.uid())) with check (account_id = (select auth.uid()));
create policy "an owner deletes the assistants" on public.assistants
  for delete to authenticated using (account_id = (select auth.uid()));

grant select, delete on public.assistants to authenticated;
grant insert (name, type, website_url, allowed_hosts) on public.assistants to authenticated;
grant update (
  name, website_url, allowed_hosts, blocked_ips, blocked_hosts, blocked_paths, ab_test_enabled, keep_message_text
) on public.assistants to authenticated;
grant select, insert, update, delete on public.assistants to service_role;

create function analytics.new_ulid(at timestamptz)
  returns text
  volatile
  set search_path = ''
  language sql
as $$
  -- 48 bits of milliseconds and 80 random bits in Crockford's base 32, as https://github.com/ulid/spec has it.
  with bits as (
    select '00'
      || ((extract(epoch from at) * 1000)::bigint)::bit(48)::text
      || substr(('x' || replace(gen_random_uuid()::text, '-', ''))::bit(128)::text, 1, 40)
      || substr(('x' || replace(gen_random_uuid()::text, '-', ''))::bit(128)::text, 1, 40) as text
  )
  select string_agg(
    substr('0123456789abcdefghjkmnpqrstvwxyz', substr(bits.text, position * 5 + 1, 5)::bit(5)::integer + 1, 1),
    '' order by position
  )
  from bits, generate_series(0, 25) as position
$$;

comment on function analytics.new_ulid(timestamptz) is 'A lower-case ULID: 26 characters that sort by time.';

create function analytics.host_of(address text)
  returns text
  immutable
  language sql
return regexp_replace(
  rtrim(regexp_replace(regexp_replace(lower(trim(address)), '^https?://', ''), '[:/?#].*$', ''), '.'),
  '^www\.', ''
);

comment on function analytics.host_of(text) is
  'The host of a URL or host name, in lower case, without port and without a leading "www.".';

create function analytics.host_is_allowed(host text, hosts text[])
  returns boolean
  immutable
  set search_path = ''
  language plpgsql
as $$
declare
  allowed text;
begin
  foreach allowed in array hosts loop
    if host = allowed or right(host, char_length(allowed) + 1) = '.' || allowed then
      return true;
    end if;
  end loop;
  return false;
end
$$;

comment on function analytics.host_is_allowed(text, text[]) is
  'Whether a host is one of those listed or a subdomain of one, by whole labels.';

create function analytics.prepare_assistant()
  returns trigger
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    new.id := coalesce(new.id, 'ast_' || analytics.new_ulid(now()));
  end if;
  new.hosts := array(
    select distinct analytics.host_of(address)
    from unnest(new.website_url || new.allowed_hosts) as address
    where analytics.host_of(address) <> ''
    order by 1
  );
  return new;
end
$$;

comment on function analytics.prepare_assistant() is
  'Gives a new assistant its id, and keeps its hosts in step with website_url and allowed_hosts.';

create trigger prepare_assistant before insert or update on public.assistants
  for each row execute function analytics.prepare_assistant();
