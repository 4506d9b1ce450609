create or replace function ops.notion_plan(p_work_item_id bigint)
returns bigint
language plpgsql volatile
as $$
declare
  v_is_test boolean := ops.work_item_is_test(p_work_item_id);
  v_source text;
begin
  select s.key into v_source from ops.notion_sources s
   where s.kind = 'tasks' and s.is_test = v_is_test and s.database_id is not null;
  if not found then
    return null;
  end if;
  return ops.outbox_mirror('notion', v_source, 'work_item:' || p_work_item_id, null, p_work_item_id, v_is_test);
end;
$$;
comment on function ops.notion_plan(bigint) is 'Plans that Notion shows the work item; its state is read when it is sent. The number of the outbox row; NULL when there is no database for it.';
