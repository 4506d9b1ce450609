create or replace function ops.runs_sweep()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_ids text[];
  v_tasks text[];
  v_count integer := 0;
begin
  perform ops.runs_return();
  -- Nobody knows what a dead worker's request did: unknown, never planned.
  perform ops.outbox_abandon(o.id)
     from ops.outbox o
    where o.status = 'sending' and not ops.worker_is_live(o.claimed_by);

  select array_agg(o.id::text), array_agg(d.task_identifier) into v_ids, v_tasks
    from ops.occurrences o
    join ops.job_definitions d on d.key = o.definition_key and not d.makes_work_item
   where (o.status = 'running' and not ops.worker_is_live(o.claimed_by)
          or o.status = 'expected' and o.wakeup_id is null
          or o.status = 'waiting' and ops.occurrence_needs_missing(o.id) = '{}'
             and exists (select from ops.wakeups u where u.id = o.wakeup_id and u.kind in ('start_limit', 'give_up')))
     and 'occurrence:' || o.id not in (select k from ops.jobs_live_keys(array['occurrence']) k);
  perform ops.jobs_add_all(v_tasks, 'occurrence', v_ids, null);
  v_count := v_count + coalesce(cardinality(v_ids), 0);

  select array_agg(w.id::text), array_agg(d.task_identifier) into v_ids, v_tasks
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
   where (w.status = 'in_progress' and w.deferred_until is null and not ops.worker_is_live(w.claimed_by)
          or w.status = 'revision' and ops.run_paused_until(w.definition_key, '{}') is null
          or w.status = 'scheduled' and ops.occurrence_needs_missing(w.occurrence_id) = '{}')
     -- What a wake-up holds back is not ready.
     and w.hold_wakeup_id is null
     and not exists (
       select from ops.occurrences o join ops.wakeups u on u.id = o.wakeup_id
        where o.id = w.occurrence_id and u.kind in ('slot', 'paused', 'capacity', 'deferred'))
     and 'work_item:' || w.id not in (select k from ops.jobs_live_keys(array['work_item']) k);
  perform ops.jobs_add_all(v_tasks, 'work_item', v_ids, null);
  v_count := v_count + coalesce(cardinality(v_ids), 0);

  -- Reviews whose job was lost. What was checked and could not be decided waits for its timer.
  select v_count + count(*) filter (where ops.review_add(w.id, w.revision_no)) into v_count
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key and d.requires_review
   where w.status = 'done'
     and not exists (select from ops.review_results r where r.work_item_id = w.id and r.revision_no = w.revision_no);

  select array_agg(o.id::text), array_agg('deliver/' || o.channel) into v_ids, v_tasks
    from ops.outbox o
   where o.status = 'planned' and coalesce(o.next_at, '-infinity') <= v_now
     and 'outbox:' || o.id not in (select k from ops.jobs_live_keys(array['outbox']) k);
  perform ops.jobs_add_all(v_tasks, 'outbox', v_ids, null);
  return v_count + coalesce(cardinality(v_ids), 0);
end;
$$;
comment on function ops.runs_sweep() is 'Runs, work items, reviews and outbox rows that are ready, whose worker died, or that were left behind (ops.runs_return), and have no job: they get one. What a dead worker was sending becomes unknown. How many jobs were added.';
