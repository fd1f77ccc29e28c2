create table analytics.purchases (
  assistant_key integer not null,
  conversation_key bigint,
  purchased_at timestamptz not null,
  event_id uuid not null,
  person_key bigint,
  token_key bigint,
  buyer_key bigint,
  chat_at timestamptz,
  last_chat_at timestamptz,
  previous_at timestamptz,
  previous_chat_at timestamptz,
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
  include (purchased_on, last_chat_at, previous_at, previous_chat_at, value, currency, visitor_group) where is_first;
create index purchases_buyer on analytics.purchases (assistant_key, buyer_key);
create index purchases_conversation on analytics.purchases (assistant_key, conversation_key)
  where conversation_key is not null;

comment on table analytics.purchases is
  'Selzee: orders and revenue by token. All events of an order number are kept; the first by the primary key counts.';
comment on column analytics.purchases.buyer_key is
  'Whose it is: its token, that of its conversation, its person, that of its conversation, and where nobody is known its conversation or itself.';
comment on column analytics.purchases.chat_at is
  'The latest start before it of a conversation of the same token, or of the one that it names.';
comment on column analytics.purchases.last_chat_at is
  'The latest chat_at of its buyer''s purchases up to it. A buyer has chatted after an instant and before it where this is after that instant.';
comment on column analytics.purchases.previous_at is
  'Its buyer''s purchase before and, beside it, that one''s last_chat_at. From an instant on, those whose previous one is earlier are as many as different buyers. All three are kept of first events of orders.';
comment on column analytics.purchases.visitor_group is 'The last character of its token, where that is 0 or 1.';
comment on column analytics.purchases.is_first is 'Whether it is the first event of its order number.';
