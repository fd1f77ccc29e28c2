create function analytics.key_of(name text)
  returns bigint
  immutable
  strict
  parallel safe
  language sql
return ('x' || encode(substr(sha256(convert_to(name, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint;

comment on function analytics.key_of(text) is
  'The key of a conversation, an intervention, a person or a term in the log: the first 64 bits of the SHA-256 of its name. It is known without a look-up, and the same in whatever order events arrive.';

create table analytics.terms (
  assistant_key integer not null,
  term_key bigint not null,
  term text not null,
  primary key (assistant_key, term_key)
);

comment on table analytics.terms is
  'Words of the platforms that report: channels, languages, countries, topics, states, ratings, labels, responses, intents, agents, outcomes, names of bot events, links, products, popup versions. Each is stored once per assistant.';

create table analytics.people (
  assistant_key integer not null,
  person_key bigint not null,
  person_id text not null,
  primary key (assistant_key, person_key)
);

comment on table analytics.people is
  'Users of the platforms that report, and user tokens of browsers. Selzee: the group of a token, by its last character.';
