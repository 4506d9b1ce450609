create or replace trigger _500_basis after insert on ops.work_item_revisions
  for each row execute function ops.tg_work_item_revisions__basis();
