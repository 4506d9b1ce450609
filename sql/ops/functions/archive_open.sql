-- Made apart and then attached: readers of the archive need not wait for it. People read it through its parent, whose
-- policy and grants hold then; a dump reads each part by itself.
create or replace function ops.archive_open(p_month date)
returns boolean
language plpgsql volatile
as $$
declare
  v_name name := ops.archive_partition(p_month);
begin
  if to_regclass(format('ops.%I', v_name)) is not null then
    return false;
  end if;
  -- %I, %L: a name and bounds that are made of the date.
  execute format('create table ops.%I (like ops.archive including all)', v_name);
  execute format('alter table ops.%I enable row level security', v_name);
  execute format('create policy backup_reads on ops.%I for select to mandor_backup using (true)', v_name);
  execute format('grant select on ops.%I to mandor_backup', v_name);
  execute format('alter table ops.archive attach partition ops.%I for values from (%L) to (%L)', v_name,
    p_month::timestamp at time zone 'Asia/Jakarta', (p_month + interval '1 month') at time zone 'Asia/Jakarta');
  execute format('comment on table ops.%I is %L', v_name, 'Part of ops.archive: ' || to_char(p_month, 'YYYY-MM') || '.');
  return true;
end;
$$;
comment on function ops.archive_open(date) is 'Makes the partition of a month unless it is there. True: it was made. Internal; the caller holds the lock of the archive.';
