-- The ladder starts when the request has arrived. Only the timer is touched here: to lock the item after its outbox row would be
-- the wrong order, and whoever acts on the wake-up locks it in the right one. A timer that is locked is skipped for the same
-- reason: somebody decides about the item at this moment and may wait for this very row (a mail has one key for its life); if
-- the item goes on waiting after that, its timer finds the request confirmed when it is due.
create or replace function ops.tg_outbox__request_settled()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update ops.wakeups u set due_at = util.now(), dispatched_at = null
   where u.id in (
     select x.id
       from ops.approvals a
       join ops.work_items w on w.id = a.work_item_id and w.status = 'pending_approval'
       join ops.wakeups x on x.id = w.wakeup_id and x.due_at > util.now()
      where a.outbox_id = new.id and a.status = 'open'
        and (w.ladder_started_at is null or ops.approval_late_arrival(w.id) is not null)
        and (new.status = 'confirmed'
             or not exists (select from ops.approvals b join ops.outbox y on y.id = b.outbox_id
                             where b.work_item_id = w.id and b.status = 'open' and y.status <> 'failed'))
      order by x.id
        for update of x skip locked);
  return null;
end;
$$;
comment on function ops.tg_outbox__request_settled() is 'Trigger: a request for approval has arrived, or can not arrive: its item''s timer is due now.';
