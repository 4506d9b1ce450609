-- Commit before the request leaves: what was claimed and never reported is "unknown", and is never sent again by itself.
create or replace function ops.outbox_claim(p_id bigint, p_incarnation uuid, p_via text default null)
returns table (
  run_token uuid, channel text, recipient text, subject_key text, params jsonb, work_item_id bigint, revision_no integer,
  is_test boolean, result jsonb, attempts integer, severity text, resend_mark text, state jsonb, thread_id text
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.outbox;
  v_token uuid := gen_random_uuid();
  v_added jsonb;
begin
  perform ops.worker_require(p_incarnation);
  -- The end of the state before gives us a job, but an end that looked for us before we were there and commits after we looked
  -- would not. Its row first: who is ending it is waited for.
  perform from ops.outbox x
     join ops.outbox o on o.id = p_id and o.is_mirror
      and x.channel = o.channel and x.recipient = o.recipient and x.subject_key = o.subject_key and x.id <> o.id
    where x.is_mirror and x.status = 'sending'
    order by x.id
      for update of x;
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
  -- The state before is still on its way: it must not arrive after ours. Its end gives us a job.
  if v_row.is_mirror and exists (
    select from ops.outbox o
     where o.is_mirror and o.status = 'sending' and o.channel = v_row.channel and o.recipient = v_row.recipient
       and o.subject_key = v_row.subject_key and ops.worker_is_live(o.claimed_by)
  ) then
    return;
  end if;
  -- Kept with the mail: who reads an answer to it has to know what it said. Links and the parallel run say how things stand now.
  if v_row.revision_no is not null and not v_row.is_mirror then
    v_added := jsonb_build_object('links', coalesce(ops.work_item_links(v_row.work_item_id), '[]'),
      'parallel', ops.parallel_line(v_row.work_item_id, v_row.revision_no, (v_row.params ->> 'sees_cost')::boolean))
      || ops.revision_opening(v_row.work_item_id, v_row.revision_no);
  end if;
  update ops.outbox o
     set params = o.params || coalesce(v_added, '{}'), status = 'sending', run_token = v_token, claimed_by = p_incarnation, attempts = o.attempts + 1,
         sent_at = clock_timestamp(), next_at = null, via = p_via
   where o.id = p_id;
  return query
    select v_token, v_row.channel, v_row.recipient, v_row.subject_key, v_row.params, v_row.work_item_id, v_row.revision_no,
           -- A message that rests on no work item may carry its report itself.
           v_row.is_test, coalesce((select case when (v_row.params ->> 'sees_cost')::boolean then r.result else ops.result_without_cost(r.result) end
                                    || coalesce(v_added, '{"links": []}') || coalesce(v_row.params -> 'result', '{}')
                             from ops.work_item_revisions r
                            where r.work_item_id = v_row.work_item_id and r.revision_no = v_row.revision_no),
             v_row.params -> 'report'),
           v_row.attempts + 1, v_row.severity,
           case when v_row.resend_count > 0 then
             (select format(c.resend_mark, ops.outbox_ref(v_row.dedupe_key)) from ops.channels c where c.channel = v_row.channel) end,
           case when v_row.is_mirror then
             (select to_jsonb(w) - '{run_token,claimed_by}'::text[] from ops.work_items w where w.id = v_row.work_item_id) end,
           -- The conversation that earlier mails about the same report made with this person, corrections included.
           (select x.thread_id
              from ops.work_items w
              join ops.work_items k on k.id = coalesce(w.corrects_id, w.id) or k.corrects_id = coalesce(w.corrects_id, w.id)
              join ops.outbox x on x.work_item_id = k.id
             where w.id = v_row.work_item_id and x.channel = v_row.channel and x.via = p_via and x.recipient = v_row.recipient
               and x.thread_id is not null
             order by x.id desc limit 1);
end;
$$;
comment on function ops.outbox_claim(bigint, uuid, text) is
  'A worker takes a planned effect that is due, with the frozen revision it shows, or for a mirror the state of now. No row: nothing to send. One that a dead worker was sending becomes unknown and is not answered. p_via: what it is about to leave by, where a channel has several ways out. resend_mark: to be put before a message that may have arrived already.';
