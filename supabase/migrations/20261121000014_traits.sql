create type analytics.trait as enum ('client', 'language', 'channel', 'campaign', 'country');

comment on type analytics.trait is
  'What sessions have in common, with what a label of it has: client [device_type, browser, os], language [language], channel [source, medium], campaign [utm_source, utm_medium, utm_campaign, utm_content, utm_term] and country [country].';

create table analytics.traits (
  assistant_key integer not null,
  trait_key integer not null generated always as identity,
  trait analytics.trait not null,
  label jsonb not null,
  primary key (assistant_key, trait_key),
  unique (assistant_key, trait, label)
);

comment on table analytics.traits is 'Each thing that sessions have in common and may be filtered or counted by.';
