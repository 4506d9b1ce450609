-- After task_policies and job_definitions (files of a folder are applied by name).
select ops.queue_tasks_add(array(
  select p.task_identifier from ops.task_policies p union select d.task_identifier from ops.job_definitions d));
