-- Exactly these options, one per state. In a file of its own because the states must be there first.
insert into ops.notion_statuses (status, option, layer) values
  ('scheduled', '⏳ Scheduled', 1),
  ('in_progress', '🔄 In Progress', 1),
  ('done', '📋 Done by Agent', 1),
  ('revision', '❌ Revision', 2),
  ('l2_approved', '✅ L2 Approved', 2),
  ('pending_approval', '📧 Pending Human Approval', 2),
  ('approved', '✅✅ APPROVED', 2),
  ('escalated', '🔴 ESCALATED', 2),
  ('failed', '❌ Failed', 1),
  ('cancelled', 'Cancelled', 1)
on conflict (status) do update set option = excluded.option, layer = excluded.layer;
