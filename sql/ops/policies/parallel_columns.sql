alter table ops.parallel_columns enable row level security;
drop policy if exists staff_reads on ops.parallel_columns;
create policy staff_reads on ops.parallel_columns for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
drop policy if exists analyst_edits on ops.parallel_columns;
create policy analyst_edits on ops.parallel_columns for all to mandor_analyst using (true) with check (true);
