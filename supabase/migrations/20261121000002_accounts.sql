create table public.accounts (
  id uuid primary key references auth.users (id) on delete cascade,
  plan text not null default 'free'
    constraint accounts_plan_is_known check (plan in ('free', 'pro', 'agency')),
  dpa_signed_at timestamptz,
  retention_days integer not null default 395
    constraint accounts_retention_is_possible check (retention_days between 31 and 3660),
  created_at timestamptz not null default now()
);

comment on table public.accounts is
  'One row for each Supabase user: what the plan includes, and when a data processing agreement was signed.';

comment on column public.accounts.retention_days is
  'For how many days what was recorded is kept row by row; rollups remain. The default is the longest range of a report and thirty days in which events may come late.';

alter table public.accounts enable row level security;

create policy "an owner reads the account" on public.accounts
  for select to authenticated using (id = (select auth.uid()));
create policy "an owner decides how long rows are kept" on public.accounts
  for update to authenticated using (id = (select auth.uid())) with check (id = (select auth.uid()));

grant select on public.accounts to authenticated;
grant update (retention_days) on public.accounts to authenticated;
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
