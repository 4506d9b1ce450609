alter table ops.outbox enable row level security;
drop policy if exists staff_reads on ops.outbox;
create policy staff_reads on ops.outbox for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
