alter table ops.work_item_revisions enable row level security;
drop policy if exists staff_reads on ops.work_item_revisions;
create policy staff_reads on ops.work_item_revisions for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
