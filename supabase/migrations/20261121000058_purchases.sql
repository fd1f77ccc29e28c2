create table analytics.purchases (
  assistant_key integer not null,
  conversation_key bigint,
  purchased_at timestamptz not null,
  event_id uuid not null,
  person_key bigint,
  token_key bigint,
  buyer_key bigint,
  last_chat_at timestamptz,
  value numeric(16, 4) not null
    constraint purchases_value_is_positive check (value >= 0),
  currency text not null
    constraint purchases_currency_is_three_letters check (currency ~ '^[A-Z]{3}$'),
  order_number text not null,
  visitor_group smallint
    constraint purchases_visitor_group_is_known check (visitor_group in (0, 1)),
  is_first boolean not null default false,
  purchased_on date not null generated always as ((purchased_at at time zone 'UTC')::date) stored,
  primary key (assistant_key, order_number, purchased_at, event_id)
);

create index purchases_first on analytics.purchases (assistant_key, purchased_at)
  include (purchased_on, buyer_key, last_chat_at, value, currency, visitor_group) where is_first;
create index purchases_buyer on analytics.purchases (assistant_key, buyer_key);
create index purchases_conversation on analytics.purchases (assistant_key, conversation_key)
  where conversation_key is not null;

comment on table analytics.purchases is
  'Selzee: orders and revenue by token. All events of an order number are kept; the first by the primary key counts.';
comment on column analytics.purchases.buyer_key is
  'Whose it is: its token, that of its conversation, its person, that of its conversation, and where nobody is known its conversation or itself.';
comment on column analytics.purchases.last_chat_at is
  'The latest start before it of a conversation of the same token, or of the one that it names. A buyer has chatted in a stretch of time before it where this is in that stretch.';
comment on column analytics.purchases.visitor_group is 'The last character of its token, where that is 0 or 1.';
comment on column analytics.purchases.is_first is 'Whether it is the first event of its order number.';
