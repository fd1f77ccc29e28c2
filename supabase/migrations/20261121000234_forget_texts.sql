create function analytics.forget_texts(today date, most integer)
  returns bigint
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
declare
  forgotten bigint;
  unwanted bigint;
begin
  delete from analytics.message_texts where ctid = any (array(
    select ctid from analytics.message_texts where sent_on <= today - 30 limit most
  ));
  get diagnostics forgotten = row_count;
  delete from analytics.message_texts where ctid = any (array(
    select texts.place from public.assistants cross join lateral (
      select ctid as place from analytics.message_texts where assistant_key = assistants.key limit most
    ) as texts
    where not keep_message_text limit most
  ));
  get diagnostics unwanted = row_count;
  return forgotten + unwanted;
end
$$;

comment on function analytics.forget_texts(date, integer) is
  'Deletes some texts of messages that were sent thirty days ago or earlier, or that their assistant no longer keeps; tells how many.';
