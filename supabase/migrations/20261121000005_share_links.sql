create table public.share_links (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete cascade,
  assistant_id text not null references public.assistants (id) on delete cascade,
  name text not null
    constraint share_links_name_fits check (char_length(name) between 1 and 100),
  token_hash bytea not null unique
    constraint share_links_hash_is_sha256 check (octet_length(token_hash) = 32),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null
);

create index share_links_account on public.share_links (account_id, created_at desc);
create index share_links_assistant on public.share_links (assistant_id);

comment on table public.share_links is
  'Links that show the overview of one assistant to whoever has them, by the SHA-256 of their token, which is shown once and stored nowhere. A row with revoked_at is dead.';
comment on column public.share_links.last_used_at is 'To the minute: a link that many look at is not written at every request.';

alter table public.share_links enable row level security;

create policy "an owner reads the share links" on public.share_links
  for select to authenticated using (account_id = (select auth.uid()));

-- The hash is of no use to the owner, so it is not to be had.
grant select (id, account_id, assistant_id, name, last_used_at, expires_at, revoked_at, created_at)
  on public.share_links to authenticated;
