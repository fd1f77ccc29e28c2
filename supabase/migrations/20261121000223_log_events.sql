create function public.log_events(key_hash text, events jsonb, ip_hash text, at timestamptz)
  returns json
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  admission constant analytics.admission := analytics.authorize(key_hash, 'events:write', ip_hash, at);
  rate constant analytics.rate := admission.rate;
begin
  if admission.status <> 200 then
    return json_build_object('status', admission.status, 'rate', rate, 'reason', admission.reason);
  end if;
  -- Without events the request was found wrong before it came here.
  if events is null then
    return json_build_object('status', 400, 'rate', rate);
  end if;

  return json_build_object('status', 200, 'rate', rate, 'body', analytics.take_events(admission, events));
end
$$;

comment on function public.log_events(text, jsonb, text, timestamptz) is
  'Takes what a platform''s server reports: of each event, whether it is new, known by its id, or refused for an assistant that is not the key''s, a day of which rows are deleted or an analysis of a conversation that is not known. No event takes another with it.';

grant execute on function public.log_events(text, jsonb, text, timestamptz) to service_role;
