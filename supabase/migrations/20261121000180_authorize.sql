create type analytics.admission as (
  status integer,
  reason text,
  rate analytics.rate,
  account_id uuid,
  assistant_id text,
  is_shared boolean
);

comment on type analytics.admission is
  'Whether a request goes on: 200, with the account and, where the key is bound to one, the assistant; else what to answer; and whether a share link is what opens it. The rate is there in any case but that of a request that is continued.';

create function analytics.authorize(
  key_hash text, scope text, ip_hash text, at timestamptz, session_account uuid default null,
  continued boolean default false
)
  returns analytics.admission
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  key public.api_keys;
  admission analytics.admission;
begin
  -- Who has signed in may read all that is the account's, as often as a person can who looks at charts.
  if session_account is not null then
    if not continued then
      admission.rate := analytics.count_request('account:' || session_account, 300, 30000, at);
    end if;
    admission.status := case when continued or (admission.rate).allowed then 200 else 429 end;
    admission.account_id := session_account;
    return admission;
  end if;

  select * into key from public.api_keys
  where api_keys.key_hash = decode(authorize.key_hash, 'hex')
    and revoked_at is null and (expires_at is null or expires_at > at);
  if not found then
    if scope = 'analytics:read' then
      admission := analytics.admit_share_link(authorize.key_hash, at, continued);
      if admission.status is not null then
        return admission;
      end if;
    end if;
    admission.rate := analytics.count_request('ip:' || ip_hash, 60, null, at);
    admission.status := case when (admission.rate).allowed then 401 else 429 end;
    admission.reason := 'address';
    return admission;
  end if;

  if not continued then
    admission.rate := analytics.count_request('key:' || key.id, 60, 10000, at);
    if not (admission.rate).allowed then
      admission.status := 429;
      return admission;
    end if;
  end if;
  update public.api_keys set last_used_at = at
  where api_keys.id = key.id and (last_used_at is null or last_used_at < at - interval '1 minute');

  if not key.scopes @> array[scope] then
    admission.status := 403;
    admission.reason := 'scope';
    return admission;
  end if;
  admission.status := 200;
  admission.account_id := key.account_id;
  admission.assistant_id := key.assistant_id;
  return admission;
end
$$;

comment on function analytics.authorize(text, text, text, timestamptz, uuid, boolean) is
  'Who asks, how often, and for what: checks a key, counts the request, and checks the scope; so it does with a share link, which has the scope to read; of the account of a session that Auth has verified, it counts the request. A request that is continued has been counted, and is checked anew. Of a wrong credential the address is counted, which is the reason given. A refusal is an answer, never an exception, which would undo the count.';
