create table analytics.purchases (
  assistant_key integer not null,
  conversation_key bigint,
  purchased_at timestamptz not null,
  event_id uuid not null,
  person_key bigint,
  token_key bigint,
  value numeric(16, 4) not null
    constraint purchases_value_is_positive check (value >= 0),
  currency text not null
    constraint purchases_currency_is_three_letters check (currency ~ '^[A-Z]{3}$'),
  order_number text not null,
  primary key (assistant_key, order_number, purchased_at, event_id)
);

create index purchases_purchased on analytics.purchases (assistant_key, purchased_at);

comment on table analytics.purchases is
  'Selzee: orders and revenue by token. All events of an order number are kept; the first by the primary key counts.';
