create table public.accounts (
  id uuid primary key references auth.users (id) on delete cascade,
  plan text not null default 'free'
    constraint accounts_plan_is_known check (plan in ('free', 'pro', 'agency')),
  dpa_signed_at timestamptz,
  created_at timestamptz not null default now()
);

comment on table public.accounts is
  'One row for each Supabase user: what the plan includes, and when a data processing agreement was signed.';

alter table public.accounts enable row level security;

create policy "an owner reads the account" on public.accounts
  for select to authenticated using (id = (select auth.uid()));

grant select on public.accounts to authenticated;
grant select, update on public.accounts to service_role;

create function analytics.create_account()
  returns trigger
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
begin
  insert into public.accounts (id) values (new.id) on conflict do nothing;
  return new;
end
$$;

comment on function analytics.create_account() is 'Every new user has an account from the first moment.';

create trigger create_account after insert on auth.users
  for each row execute function analytics.create_account();

-- A project that had users before it had this schema.
insert into public.accounts (id) select id from auth.users on conflict do nothing;
