alter table ops.notion_statuses enable row level security;
drop policy if exists staff_reads on ops.notion_statuses;
create policy staff_reads on ops.notion_statuses for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
