alter table ops.telegram_offset enable row level security;
drop policy if exists staff_reads on ops.telegram_offset;
create policy staff_reads on ops.telegram_offset for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
