-- What is current of a day changes with a new revision, and when an item of it is decided.
create or replace trigger _830_parallel after update on ops.work_items
  for each row when (old.revision_no is distinct from new.revision_no
    or old.status is distinct from new.status and new.status in ('approved', 'cancelled'))
  execute function ops.tg_work_items__parallel();
