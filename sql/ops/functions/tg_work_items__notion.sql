-- At commit, when all locks are taken: the outbox comes after approvals in the documented order. Definer, because a deferred
-- trigger may run as whoever commits.
create or replace function ops.tg_work_items__notion()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ops.notion_plan(new.id);
  return null;
end;
$$;
comment on function ops.tg_work_items__notion() is 'Trigger at commit: a work item whose state changed is shown in Notion.';
