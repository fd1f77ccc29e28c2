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
  seen_on date not null default (now() at time zone 'UTC')::date,
  primary key (assistant_key, person_key)
);

comment on table analytics.people is
  'Users of the platforms that report, and user tokens of browsers. Selzee: the group of a token, by its last character.';
comment on column analytics.people.seen_on is
  'The day, to the month, on which an event last named them: whom none has named for longer than rows are kept is forgotten.';

create table analytics.known_people (
  assistant_key integer not null,
  actor_key bigint not null,
  primary key (assistant_key, actor_key)
);

comment on table analytics.known_people is
  'Those of whom there are messages or clicks that are kept, and were others before them: they are not new. Logicdialog: created users.';
