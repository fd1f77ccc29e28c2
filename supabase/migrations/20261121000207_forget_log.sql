create function analytics.forget_log(forgotten integer)
  returns void
  volatile
  set search_path = ''
  language sql
as $$
  delete from analytics.message_texts where assistant_key = forgotten;
  delete from analytics.messages where assistant_key = forgotten;
  delete from analytics.calls where assistant_key = forgotten;
  delete from analytics.labels_applied where assistant_key = forgotten;
  delete from analytics.reactions where assistant_key = forgotten;
  delete from analytics.link_clicks where assistant_key = forgotten;
  delete from analytics.bot_events where assistant_key = forgotten;
  delete from analytics.visitor_events where assistant_key = forgotten;
  delete from analytics.purchases where assistant_key = forgotten;
  delete from analytics.analyses where assistant_key = forgotten;
  delete from analytics.intervention_changes where assistant_key = forgotten;
  delete from analytics.interventions where assistant_key = forgotten;
  delete from analytics.conversation_days where assistant_key = forgotten;
  delete from analytics.conversation_changes where assistant_key = forgotten;
  delete from analytics.conversations where assistant_key = forgotten;
  delete from analytics.known_people where assistant_key = forgotten;
  delete from analytics.people where assistant_key = forgotten;
  delete from analytics.terms where assistant_key = forgotten;
  delete from analytics.presence_rollups where assistant_key = forgotten;
  delete from analytics.count_rollups where assistant_key = forgotten;
  delete from analytics.log_days where assistant_key = forgotten;
  delete from analytics.logged_events where assistant_key = forgotten;
$$;

comment on function analytics.forget_log(integer) is 'Deletes all that platforms reported of an assistant.';
