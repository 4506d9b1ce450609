alter table ops.work_items enable row level security;
drop policy if exists staff_reads on ops.work_items;
create policy staff_reads on ops.work_items for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
