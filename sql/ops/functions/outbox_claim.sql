-- Commit before the request leaves: what was claimed and never reported is "unknown", and is never sent again by itself.
create or replace function ops.outbox_claim(p_id bigint, p_incarnation uuid)
returns table (
  run_token uuid, channel text, recipient text, subject_key text, params jsonb, work_item_id bigint, revision_no integer,
  is_test boolean, result jsonb, attempts integer
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.outbox;
  v_token uuid := gen_random_uuid();
begin
  perform ops.worker_require(p_incarnation);
  select o.* into v_row from ops.outbox o where o.id = p_id for update;
  if not found then
    return;
  end if;
  if v_row.status = 'sending' and not ops.worker_is_live(v_row.claimed_by) then
    perform ops.outbox_abandon(p_id);
    return;
  end if;
  if v_row.status <> 'planned' or v_row.next_at > util.now() then
    return;
  end if;
  update ops.outbox o
     set status = 'sending', run_token = v_token, claimed_by = p_incarnation, attempts = o.attempts + 1,
         sent_at = clock_timestamp(), next_at = null
   where o.id = p_id;
  return query
    select v_token, v_row.channel, v_row.recipient, v_row.subject_key, v_row.params, v_row.work_item_id, v_row.revision_no,
           v_row.is_test, (select case when (v_row.params ->> 'sees_cost')::boolean then r.result else ops.result_without_cost(r.result) end
                             from ops.work_item_revisions r
                            where r.work_item_id = v_row.work_item_id and r.revision_no = v_row.revision_no),
           v_row.attempts + 1;
end;
$$;
comment on function ops.outbox_claim(bigint, uuid) is
  'A worker takes a planned effect that is due, with the frozen revision it shows. No row: nothing to send. One that a dead worker was sending becomes unknown and is not answered.';
