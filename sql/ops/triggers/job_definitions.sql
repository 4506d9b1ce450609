create or replace trigger _100_touch before update on ops.job_definitions
  for each row when (old.* is distinct from new.*) execute function util.tg_touch();
create or replace trigger _200_check_insert before insert on ops.job_definitions
  for each row execute function ops.tg_job_definitions__check();
create or replace trigger _201_check_update before update on ops.job_definitions
  for each row when ((old.cron, old.time_zone, old.is_enabled, old.min_gap, old.agent, old.concurrency_group, old.makes_work_item, old.requires_review)
    is distinct from (new.cron, new.time_zone, new.is_enabled, new.min_gap, new.agent, new.concurrency_group, new.makes_work_item, new.requires_review))
  execute function ops.tg_job_definitions__check();
create or replace trigger _500_schedule_insert after insert on ops.job_definitions
  for each row execute function ops.tg_job_definitions__schedule();
create or replace trigger _501_schedule_update after update on ops.job_definitions
  for each row when ((old.cron, old.time_zone, old.is_enabled, old.business_day_offset)
    is distinct from (new.cron, new.time_zone, new.is_enabled, new.business_day_offset))
  execute function ops.tg_job_definitions__schedule();
create or replace trigger _510_deadlines_move after update of approval_policy_id on ops.job_definitions
  for each row when (old.approval_policy_id is distinct from new.approval_policy_id)
  execute function ops.tg_any__deadlines_move();
create or replace trigger _800_history after insert or update or delete on ops.job_definitions
  for each row execute function ops.tg_any__history('key');
