create or replace trigger _200_append_only before update or delete on ops.revision_openings
  for each row execute function ops.tg_any__append_only();
create or replace trigger _201_append_only before truncate on ops.revision_openings
  for each statement execute function ops.tg_any__append_only();
