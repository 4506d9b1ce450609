-- The ladder starts when the request has arrived. Only the timer is touched here: to lock the item after its outbox row would be
-- the wrong order, and whoever acts on the wake-up locks it in the right one.
create or replace function ops.tg_outbox__request_settled()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update ops.wakeups u set due_at = util.now(), dispatched_at = null
    from ops.approvals a
    join ops.work_items w on w.id = a.work_item_id and w.status = 'pending_approval' and w.ladder_started_at is null
   where a.outbox_id = new.id and a.status = 'open' and u.id = w.wakeup_id and u.due_at > util.now()
     and (new.status = 'confirmed'
          or not exists (select from ops.approvals b join ops.outbox x on x.id = b.outbox_id
                          where b.work_item_id = w.id and b.status = 'open' and x.status <> 'failed'));
  return null;
end;
$$;
comment on function ops.tg_outbox__request_settled() is 'Trigger: a request for approval has arrived, or can not arrive: its item''s timer is due now.';
