alter table ops.notion_pages enable row level security;
drop policy if exists staff_reads on ops.notion_pages;
create policy staff_reads on ops.notion_pages for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
