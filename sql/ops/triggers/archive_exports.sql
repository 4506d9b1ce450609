-- What was exported is not rewritten; that the month was dropped is noted once.
create or replace trigger _200_append_only before delete on ops.archive_exports
  for each row execute function ops.tg_any__append_only();
create or replace trigger _201_append_only before update on ops.archive_exports
  for each row when (old.dropped_at is not null or to_jsonb(old) - 'dropped_at' is distinct from to_jsonb(new) - 'dropped_at')
  execute function ops.tg_any__append_only();
create or replace trigger _202_append_only before truncate on ops.archive_exports
  for each statement execute function ops.tg_any__append_only();
