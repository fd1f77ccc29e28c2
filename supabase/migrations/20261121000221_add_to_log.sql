create function analytics.add_to_log(entries analytics.log_entry[])
  returns analytics.log_entry[]
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  new_entries constant analytics.log_entry[] := analytics.new_log_entries(entries);
  before constant analytics.standing[] := analytics.log_standing(new_entries);
begin
  -- Rows that others may write at the same time are written in one order for everybody, table by table:
  -- two calls about the same conversations come one after the other, and never wait for each other.
  perform analytics.note_names(new_entries);
  perform analytics.note_conversations(new_entries);
  perform analytics.log_rows(new_entries);
  perform analytics.fold_conversations(new_entries);
  perform analytics.fold_interventions(new_entries);
  perform analytics.fold_purchases(new_entries);
  perform analytics.note_log_changes(new_entries, before, analytics.log_standing(new_entries));
  return new_entries;
end
$$;

comment on function analytics.add_to_log(analytics.log_entry[]) is
  'Adds events to the log and returns those that were new. One that is known by its id changes nothing.';
