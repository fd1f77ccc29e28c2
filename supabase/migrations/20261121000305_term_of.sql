create function analytics.term_of(assistant_key integer, term_key bigint)
  returns text
  stable
  parallel safe
  language sql
return (
  select term from analytics.terms
  where terms.assistant_key = term_of.assistant_key and terms.term_key = term_of.term_key
);

comment on function analytics.term_of(integer, bigint) is 'The word that a key stands for; null where there is none, as for 0.';
