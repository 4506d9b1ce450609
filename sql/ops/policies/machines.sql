alter table ops.machines enable row level security;
drop policy if exists staff_reads on ops.machines;
create policy staff_reads on ops.machines for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
drop policy if exists analyst_edits on ops.machines;
create policy analyst_edits on ops.machines for all to mandor_analyst using (true) with check (true);
