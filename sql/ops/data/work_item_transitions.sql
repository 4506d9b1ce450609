-- The whole life of a work item. What is not a row here is refused by the guard.
with listed (number, from_status, to_status, event, actor_kind) as (
  values
    (1, '', 'scheduled', 'slot_due', 'system'),
    (2, 'scheduled', 'in_progress', 'start', 'worker'),
    (3, 'scheduled', 'cancelled', 'skip', 'operator'),
    (3, 'scheduled', 'cancelled', 'skip', 'system'),
    (4, 'scheduled', 'escalated', 'give_up', 'timer'),
    (5, 'in_progress', 'done', 'finish', 'worker'),
    (6, 'in_progress', 'failed', 'fail', 'worker'),
    (6, 'in_progress', 'failed', 'fail', 'timer'),
    (7, 'failed', 'in_progress', 'retry', 'operator'),
    (7, 'failed', 'in_progress', 'retry', 'timer'),
    (8, 'done', 'l2_approved', 'review_pass', 'reviewer'),
    (8, 'done', 'l2_approved', 'review_pass', 'system'),
    (9, 'done', 'revision', 'review_reject', 'reviewer'),
    (10, 'done', 'escalated', 'review_reject', 'reviewer'),
    (11, 'done', 'escalated', 'review_limit', 'timer'),
    (12, 'l2_approved', 'pending_approval', 'request', 'system'),
    (13, 'l2_approved', 'approved', 'no_approval_needed', 'system'),
    (14, 'pending_approval', 'approved', 'approve', 'pic'),
    (14, 'pending_approval', 'approved', 'approve', 'backup'),
    (15, 'pending_approval', 'revision', 'reject', 'pic'),
    (15, 'pending_approval', 'revision', 'reject', 'backup'),
    (16, 'pending_approval', 'escalated', 'reject', 'pic'),
    (16, 'pending_approval', 'escalated', 'reject', 'backup'),
    (17, 'pending_approval', 'escalated', 'ladder_end', 'timer'),
    (18, 'pending_approval', 'revision', 'withdraw', 'supervisor'),
    (18, 'pending_approval', 'revision', 'withdraw', 'operator'),
    (19, 'pending_approval', 'cancelled', 'withdraw', 'supervisor'),
    (20, 'revision', 'in_progress', 'start', 'worker'),
    (21, 'revision', 'failed', 'rerun_limit', 'timer'),
    (22, 'failed', 'escalated', 'failed_limit', 'timer'),
    (23, 'in_progress', 'cancelled', 'cancel', 'operator'),
    (23, 'in_progress', 'cancelled', 'cancel', 'supervisor'),
    (23, 'failed', 'cancelled', 'cancel', 'operator'),
    (23, 'failed', 'cancelled', 'cancel', 'supervisor'),
    (23, 'revision', 'cancelled', 'cancel', 'operator'),
    (23, 'revision', 'cancelled', 'cancel', 'supervisor'),
    (23, 'done', 'cancelled', 'cancel', 'operator'),
    (23, 'done', 'cancelled', 'cancel', 'supervisor'),
    (24, 'escalated', 'in_progress', 'redo', 'supervisor'),
    (25, 'escalated', 'approved', 'approve', 'supervisor'),
    (26, 'escalated', 'cancelled', 'close', 'supervisor')
), gone as (
  -- A row that was taken out of the list above must not stay allowed.
  delete from ops.work_item_transitions t
   where (t.from_status, t.to_status, t.event, t.actor_kind) not in (select l.from_status, l.to_status, l.event, l.actor_kind from listed l)
)
insert into ops.work_item_transitions (number, from_status, to_status, event, actor_kind)
select l.number, l.from_status, l.to_status, l.event, l.actor_kind from listed l
on conflict (from_status, to_status, event, actor_kind) do update set number = excluded.number;
