alter table ops.sheet_figures enable row level security;
drop policy if exists staff_reads on ops.sheet_figures;
create policy staff_reads on ops.sheet_figures for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
