create or replace trigger _800_history after insert or update or delete on ops.runbook_steps
  for each row execute function ops.tg_any__history('runbook', 'step');
create or replace trigger _200_check_insert before insert on ops.runbook_steps
  for each row execute function ops.tg_runbook_steps__check();
create or replace trigger _201_check_update before update on ops.runbook_steps
  for each row when (old.expect is distinct from new.expect)
  execute function ops.tg_runbook_steps__check();
