create table public.api_keys (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete cascade,
  assistant_id text references public.assistants (id) on delete cascade,
  name text not null
    constraint api_keys_name_fits check (char_length(name) between 1 and 100),
  key_hash bytea not null unique
    constraint api_keys_hash_is_sha256 check (octet_length(key_hash) = 32),
  key_prefix text not null
    constraint api_keys_prefix_is_short check (char_length(key_prefix) = 18),
  scopes text[] not null
    constraint api_keys_scopes_are_known check (scopes <@ array['analytics:read', 'events:write', 'visitors:manage'] and cardinality(scopes) > 0),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null
);

create index api_keys_account on public.api_keys (account_id, created_at desc);

comment on table public.api_keys is
  'API keys by their SHA-256; the key itself is shown once and stored nowhere. A row with revoked_at is dead.';
comment on column public.api_keys.last_used_at is 'To the minute: a busy key is not written at every request.';

alter table public.api_keys enable row level security;

create policy "an owner reads the keys" on public.api_keys
  for select to authenticated using (account_id = (select auth.uid()));

-- The hash is of no use to the owner, so it is not to be had.
grant select (id, account_id, assistant_id, name, key_prefix, scopes, last_used_at, expires_at, revoked_at, created_at)
  on public.api_keys to authenticated;
