/**
 * Conversations made in SQL, as `generate.ts` makes traffic: everything follows from numbers by hashing them
 * (`bench.random`). $1 is the assistant, $2 how many conversations there are, on days before $3; $4 and $5 are the
 * thresholds of days and hours.
 */

/** How many different ones there are of what platforms name. */
const TERMS = {
  ...{ channel: 6, language: 8, country: 40, rating: 5, topic: 20, response: 60, intent: 40, label: 12 },
  ...{ agent: 25, outcome: 5, event: 30, link: 50, product: 200, version: 3 },
};

/** Of a kind of term, one that follows from a number: the first are the most frequent. */
const term = (kind: keyof typeof TERMS, number: string, seed: number) =>
  `(bench.keys('${kind}'))[1 + floor(${TERMS[kind]} * power(bench.random(${number}, ${seed}), 2))::integer]`;

const chance = (number: string, seed: number, share: number) => `bench.random(${number}, ${seed}) < ${share}`;

/** One of a list, or nothing where the number leads beyond it. */
const word = (number: string, seed: number, words: string[], beyond = 0) =>
  `(array[${words.map((one) => `'${one}'`)}])[1 + floor(${words.length + beyond} * bench.random(${number}, ${seed}))::integer]`;

/** Two visitors of the site for each conversation, and a person for every third. */
const token = (visitor: string) => `'visitor_' || ${visitor} || '_' || ${visitor} % 2`;
const VISITORS = 2;
const person = (number: string) => `'person ' || ${number}`;

const eventId = (kind: string, number: string) => `md5('${kind} ' || ${number})::uuid`;

export const PREPARE_LOG = `
  create function bench.keys(kind text)
    returns bigint[] immutable parallel safe language sql
  return (
    select array_agg(analytics.key_of(kind || ' ' || number) order by number)
    from generate_series(0, (('${JSON.stringify(TERMS)}'::jsonb) ->> kind)::integer - 1) as number
  );

  create unlogged table bench.talks (
    number bigint not null, conversation_key bigint not null, at timestamptz not null, lasts interval not null,
    person_key bigint, token_key bigint, visitor bigint not null, messages integer not null
  );
`;

/**
 * Who talked when, in the order of time. Conversations last ten
 * minutes in the median, some for days; half are of a visitor, a fifth of nobody who is known.
 */
const TALKS = `
  insert into bench.talks
  select number, analytics.key_of('conversation ' || number),
    $3::date::timestamp at time zone 'UTC'
      - (cardinality($4::double precision[]) + 1 - width_bucket(bench.random(number, 31), $4::double precision[])) * interval '1 day'
      + (width_bucket(bench.random(number, 32), $5::double precision[]) + bench.random(number, 33)) * interval '1 hour' as at,
    exp(2.3 + 1.3 * sqrt(-2 * ln(1 - bench.random(number, 34))) * cos(6.2831853 * bench.random(number, 35))) * interval '1 minute',
    case when ${chance("number", 36, 0.6)} then analytics.key_of(${person("floor(bench.random(number, 37) * $2::bigint / 3)::bigint")}) end,
    case when ${chance("number", 38, 0.5)} then analytics.key_of(${token("visitor")}) end,
    visitor, 1 + floor(19 * bench.random(number, 39))::integer
  from generate_series(1, $2::bigint) as number, lateral (
    select floor(bench.random(number, 40) * $2::bigint * ${VISITORS})::bigint as visitor
  ) as walked
  order by at
`;

const DICTIONARIES = `
  with terms as (
    insert into analytics.terms (assistant_key, term_key, term)
    select $1::integer, analytics.key_of(kind || ' ' || number), kind || ' ' || number
    from jsonb_each_text('${JSON.stringify(TERMS)}') as term (kind, many), generate_series(0, many::integer - 1) as number
  )
  insert into analytics.people (assistant_key, person_key, person_id)
  select $1::integer, analytics.key_of(name), name from (
    select ${person("number")} as name from generate_series(0, $2::bigint / 3) as number
    union all
    select ${token("number")} from generate_series(0, ${VISITORS} * $2::bigint - 1) as number
  ) as named
`;

const CONVERSATIONS = `
  insert into analytics.conversations (
    assistant_key, conversation_key, conversation_id, noted_at, declared_start_at, first_activity_at, last_activity_at,
    person_key, token_key, channel_key, language_key, country_key, topic_key, rating_key, is_answered,
    reached_terminal, status, handling_status, opened_by
  )
  select $1::integer, conversation_key, 'conversation ' || number, at, at, at, at + lasts, person_key, token_key,
    ${term("channel", "number", 41)}, ${term("language", "number", 42)}, ${term("country", "number", 43)},
    ${term("topic", "number", 44)}, case when ${chance("number", 45, 0.3)} then ${term("rating", "number", 46)} end,
    messages > 1, ${chance("number", 47, 0.4)},
    case when ${chance("number", 48, 0.7)} then 'closed' else 'open' end,
    ${word("number", 49, ["RESOLVED", "PENDING", "FOLLOW_UP"], 1)}, ${word("number", 50, ["popup", "chat_button"], 1)}
  from bench.talks
`;

const CONVERSATION_DAYS = `
  insert into analytics.conversation_days (
    assistant_key, conversation_key, day, first_activity_at, last_activity_at
  )
  select $1::integer, conversation_key, (moment at time zone 'UTC')::date, min(moment), max(moment)
  from (
    select conversation_key, at + lasts * least(turn, messages) / messages as moment
    from bench.talks, generate_series(0, messages) as turn
  ) as active
  group by 2, 3
`;

/** The customer begins, the bot answers, in one of ten conversations an agent does. */
const MESSAGES = `
  insert into analytics.messages (
    assistant_key, conversation_key, sent_at, event_id, actor_key, response_key, intent_key, topic_key,
    confidence, is_free_text, sender, direction, triggered_by
  )
  select $1::integer, conversation_key, at + lasts * turn / messages as sent_at, ${eventId("message", "step")},
    coalesce(person_key, token_key, ~conversation_key),
    case when sender = 'BOT' then ${term("response", "step", 51)} end,
    case when is_free and ${chance("step", 52, 0.8)} then ${term("intent", "step", 53)} end,
    case when ${chance("step", 54, 0.1)} then ${term("topic", "step", 55)} end,
    case when is_free then bench.random(step, 56) end, is_free, sender,
    case sender when 'CUSTOMER' then 'inbound' else 'outbound' end,
    case when sender = 'BOT' then ${word("step", 57, ["button", "language", "language"], 1)} end
  from bench.talks, generate_series(0, messages - 1) as turn, lateral (
    select number * 32 + turn as step, case
      when turn % 2 = 0 then 'CUSTOMER' when ${chance("number", 58, 0.1)} then 'AGENT'
      when turn % 10 = 9 then 'SYSTEM' else 'BOT'
    end as sender
  ) as spoken, lateral (select sender = 'CUSTOMER' and ${chance("step", 59, 0.7)} as is_free) as written
  order by sent_at
`;

/** Of each conversation by chance: calls, labels, clicks, reactions, bot events, handovers, analyses, orders. */
const OTHERS = [
  `insert into analytics.calls (
    assistant_key, conversation_key, started_at, event_id, duration_seconds, direction
  )
  select $1::integer, conversation_key, at, ${eventId("call", "number")}, floor(900 * bench.random(number, 60))::integer,
    ${word("number", 61, ["inbound", "inbound", "outbound"])}
  from bench.talks where ${chance("number", 62, 0.05)}`,

  `insert into analytics.labels_applied (assistant_key, conversation_key, applied_at, event_id, label_key)
  select $1::integer, conversation_key, at + lasts, ${eventId("label", "number")}, ${term("label", "number", 63)}
  from bench.talks where ${chance("number", 64, 0.3)}`,

  `insert into analytics.link_clicks (
    assistant_key, conversation_key, clicked_at, event_id, actor_key, url_key, product_key
  )
  select $1::integer, conversation_key, at + lasts / 2, ${eventId("click", "number")},
    coalesce(person_key, token_key, ~conversation_key), ${term("link", "number", 65)},
    case when ${chance("number", 66, 0.5)} then ${term("product", "number", 67)} end
  from bench.talks where ${chance("number", 68, 0.3)}`,

  `insert into analytics.reactions (
    assistant_key, conversation_key, reacted_at, event_id, response_key, reaction
  )
  select $1::integer, conversation_key, at + lasts, ${eventId("reaction", "number")}, ${term("response", "number", 69)},
    ${word("number", 70, ["like", "like", "dislike"])}
  from bench.talks where ${chance("number", 71, 0.2)}`,

  `insert into analytics.bot_events (assistant_key, conversation_key, occurred_at, event_id, name_key)
  select $1::integer, conversation_key, at + lasts / 3, ${eventId("bot event", "number")}, ${term("event", "number", 72)}
  from bench.talks where ${chance("number", 73, 0.4)}`,

  `insert into analytics.interventions (
    assistant_key, intervention_key, intervention_id, requested_at, accepted_at, ended_at, conversation_key, agent_key, outcome_key
  )
  select $1::integer, analytics.key_of('intervention ' || number), 'intervention ' || number, at + lasts / 2,
    case when waited < 0.9 then at + lasts / 2 + waited * interval '5 minutes' end,
    case when waited < 0.9 then at + lasts / 2 + (waited + 1) * interval '5 minutes' end,
    conversation_key, ${term("agent", "number", 74)}, ${term("outcome", "number", 75)}
  from bench.talks, lateral (select bench.random(number, 76) as waited) as handed_over where ${chance("number", 77, 0.1)}`,

  `insert into analytics.analyses (
    assistant_key, conversation_key, analyzed_at, event_id, human_intervention_needed, mood, sentiment, outcome,
    intents, products, complaints, missing_information
  )
  select $1::integer, conversation_key, at + lasts + interval '1 hour', ${eventId("analysis", "number")}, ${chance("number", 78, 0.1)},
    ${word("number", 79, ["happy", "angry", "neutral"])}, ${word("number", 80, ["positive", "neutral", "negative"])},
    ${word("number", 81, ["success", "fail", "neutral"])}, array['intent ' || number % 40], array['product ' || number % 200],
    case when ${chance("number", 82, 0.1)} then array['complaint ' || number % 30] else '{}' end, '{}'
  from bench.talks where ${chance("number", 83, 0.8)}`,
];

/** Each visitor is seen once or more; some are shown a popup, open it or the widget. In the order of time. */
const VISITORS_SEEN = `
  insert into analytics.visitor_events (
    assistant_key, token_key, occurred_at, event_id, popup_version_key, visitor_group, event_type
  )
  select $1::integer, analytics.key_of(${token("visitor")}), occurred_at, ${eventId("visit", "step")},
    case when kind like 'popup%' then ${term("version", "visitor", 84)} end, visitor % 2, kind
  from generate_series(0, ${VISITORS} * $2::bigint - 1) as visitor,
    generate_series(0, least(20, floor(power(1 - bench.random(visitor, 85), -1 / 1.3)))::integer - 1) as visit,
    lateral (values ('visitor.seen', 1.0), ('popup.displayed', 0.5), ('popup.opened', 0.1), ('widget.opened', 0.25))
      as happening (kind, share),
    lateral (select (visitor * 32 + visit) * 4 + ascii(substr(kind, 7, 1)) as step) as numbered,
    lateral (
      select $3::date::timestamp at time zone 'UTC' - bench.random(visitor * 32 + visit, 86)
        * (cardinality($4::double precision[]) + 1) * interval '1 day' as occurred_at
    ) as timed
  where bench.random(step, 87) < share
  order by occurred_at
`;

/** One of twenty-five visitors buys, some of them after they talked. */
const PURCHASES = `
  insert into analytics.purchases (
    assistant_key, purchased_at, event_id, token_key, buyer_key, chat_at, value, currency, order_number,
    visitor_group, is_first
  )
  select $1::integer, at, ${eventId("purchase", "visitor")}, token_key, token_key, (
      select max(started_at) from analytics.conversations
      where assistant_key = $1::integer and conversations.token_key = bought.token_key and started_at < at
    ),
    round((20 + 300 * bench.random(visitor, 89))::numeric, 2), ${word("visitor", 90, ["EUR", "EUR", "XOF", "USD"])},
    'order ' || visitor, visitor % 2, true
  from (
    select visitor, analytics.key_of(${token("visitor")}) as token_key,
      $3::date::timestamp at time zone 'UTC' - bench.random(visitor, 88)
        * (cardinality($4::double precision[]) + 1) * interval '1 day' as at
    from generate_series(0, ${VISITORS} * $2::bigint - 1) as visitor
    where ${chance("visitor", 91, 0.04)}
  ) as bought
`;

const CHAINED_PURCHASES = `
  select analytics.chain_purchases(array_agg(assistant_key), array_agg(buyer_key))
  from (select distinct assistant_key, buyer_key from analytics.purchases where assistant_key = $1::integer) as buyers
`;

const DAYS = `
  insert into analytics.log_days (assistant_key, day)
  select distinct $1::integer, day from analytics.conversation_days where assistant_key = $1::integer
  union
  select distinct $1::integer, (occurred_at at time zone 'UTC')::date from analytics.visitor_events
  where assistant_key = $1::integer
  union
  select distinct $1::integer, (purchased_at at time zone 'UTC')::date from analytics.purchases
  where assistant_key = $1::integer
`;

/** What writes the log of an assistant, in this order: on days before `until`, YYYY-MM-DD. */
export function logStatements(wanted: {
  assistant: number;
  conversations: number;
  until: string;
  days: number[];
  hours: number[];
}): string[] {
  const { assistant, conversations, until, days, hours } = wanted;
  const values = [assistant, conversations, `'${until}'`, `'{${days}}'`, `'{${hours}}'`].map(String);
  const statements = [
    ...[TALKS, DICTIONARIES, CONVERSATIONS, CONVERSATION_DAYS, MESSAGES],
    ...[...OTHERS, VISITORS_SEEN, PURCHASES, CHAINED_PURCHASES, DAYS, "drop table bench.talks"],
  ];
  return statements.map((statement) =>
    statement.replace(/\$(\d)/g, (_, place) => values[Number(place) - 1] ?? ""),
  );
}
