create or replace function ops.work_item_is_test(p_work_item_id bigint)
returns boolean
language sql stable
as $$
  select d.test_mode or a.test_mode or util.setting('outbox.test_mode') = 'true'
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
    join agent.profiles a on a.name = d.agent
   where w.id = p_work_item_id;
$$;
comment on function ops.work_item_is_test(bigint) is 'True when job, agent or installation is in test mode: effects go to test recipients and are marked.';
