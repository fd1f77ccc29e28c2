create table analytics.visitor_events (
  assistant_key integer not null,
  token_key bigint not null,
  occurred_at timestamptz not null,
  event_id uuid not null,
  popup_version_key bigint,
  event_type text not null
    constraint visitor_events_type_is_known check (
      event_type in ('visitor.seen', 'popup.displayed', 'popup.opened', 'widget.opened')
    ),
  primary key (assistant_key, occurred_at, event_id)
);

create index visitor_events_token on analytics.visitor_events (assistant_key, token_key, occurred_at);

comment on table analytics.visitor_events is
  'Selzee: the funnel of user tokens from visitor to opened widget, and popups displayed and opened by version.';
