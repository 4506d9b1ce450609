create or replace function ops.work_item_run_drop(p_occurrence_id bigint, p_note text)
returns void
language sql volatile
as $$
  update ops.occurrences o
     set status = case o.status when 'running' then 'failed' else 'skipped' end, finished_at = util.now(), note = p_note,
         run_token = null, claimed_by = null,
         error = case o.status when 'running' then jsonb_build_object('code', 'MD202', 'message', p_note) else o.error end
   where o.id = p_occurrence_id and o.status in ('expected', 'waiting', 'running');
$$;
comment on function ops.work_item_run_drop(bigint, text) is 'The run of an item that will not be made: skipped, or failed when it was under way. The caller holds its lock.';
