create table public.exchange_rates (
  currency text not null
    constraint exchange_rates_currency_is_another check (currency ~ '^[A-Z]{3}$' and currency <> 'EUR'),
  valid_from date not null,
  units_per_euro numeric not null
    constraint exchange_rates_rate_is_positive check (units_per_euro > 0 and units_per_euro < 'infinity'),
  primary key (currency, valid_from)
);

comment on table public.exchange_rates is
  'What a euro costs in other currencies, each rate from a day in UTC until the next: an operator adds them. A purchase in a currency that has none on its day counts as an order and not as revenue.';

alter table public.exchange_rates enable row level security;

grant select, insert, update, delete on public.exchange_rates to service_role;

-- Fixed by law or treaty, and those of currencies that the euro replaced.
insert into public.exchange_rates (currency, valid_from, units_per_euro) values
  ('BAM', '1999-01-01', 1.95583),
  ('BGN', '1999-01-01', 1.95583),
  ('HRK', '2023-01-01', 7.5345),
  ('KMF', '1999-01-01', 491.96775),
  ('LTL', '2002-02-02', 3.4528),
  ('XAF', '1999-01-01', 655.957),
  ('XOF', '1999-01-01', 655.957),
  ('XPF', '1999-01-01', 119.331742);
