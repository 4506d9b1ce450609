alter table ops.notion_fields enable row level security;
drop policy if exists staff_reads on ops.notion_fields;
create policy staff_reads on ops.notion_fields for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
