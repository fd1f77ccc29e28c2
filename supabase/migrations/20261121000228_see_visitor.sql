create function analytics.see_visitor(assistant_key integer, visitor bigint, seen_at timestamptz)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  microseconds constant bigint := 1000000 * extract(epoch from seen_at);
begin
  perform analytics.log_visitor_event(
    see_visitor.assistant_key, analytics.user_token(visitor), 'visitor.seen',
    (analytics.bigint_to_hex(visitor) || analytics.bigint_to_hex(microseconds))::uuid, seen_at
  );
end
$$;

comment on function analytics.see_visitor(integer, bigint, timestamptz) is
  'A visitor is seen in the log where a session of theirs starts; the same instant again changes nothing.';
