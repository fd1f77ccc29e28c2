create table analytics.visitor_events (
  assistant_key integer not null,
  token_key bigint not null,
  occurred_at timestamptz not null,
  event_id uuid not null,
  popup_version_key bigint,
  visitor_group smallint
    constraint visitor_events_visitor_groups_are_two check (visitor_group in (0, 1)),
  event_type text not null
    constraint visitor_events_type_is_known check (
      event_type in ('visitor.seen', 'popup.displayed', 'popup.opened', 'widget.opened')
    ),
  primary key (assistant_key, occurred_at, event_id)
);

create index visitor_events_token on analytics.visitor_events (assistant_key, token_key, occurred_at)
  include (event_type, visitor_group);

comment on table analytics.visitor_events is
  'Selzee: the funnel of user tokens from visitor to opened widget, and popups displayed and opened by version.';
comment on column analytics.visitor_events.visitor_group is
  'The last character of the token where that is 0, for the control group, or 1, for the test group.';
