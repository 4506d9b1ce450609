create or replace function ops.explain_work_item(p_id bigint)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language plpgsql stable
as $$
declare
  v_now timestamptz := util.now();
  v_item ops.work_items;
  v_due timestamptz;
begin
  select w.* into v_item from ops.work_items w where w.id = p_id;
  if not found then
    return query select 'unknown', format('there is no work item %s', p_id), '{}'::jsonb, 'Nothing.'::text, null::timestamptz;
    return;
  end if;
  select u.due_at into v_due from ops.wakeups u where u.id = v_item.wakeup_id;

  case v_item.status
    when 'scheduled' then
      if v_item.occurrence_id is null then
        return query select * from ops.explain_job('work_item:' || p_id);
      else
        return query select * from ops.explain_occurrence(v_item.occurrence_id);
      end if;
    when 'in_progress', 'revision' then
      if v_item.deferred_until > v_now then
        return query select 'deferred', format('it was put off %s times, now until %s: %s', v_item.deferrals, ops.explain_time(v_item.deferred_until), coalesce(v_item.error ->> 'message', 'no reason given')),
          jsonb_build_object('deferred_until', v_item.deferred_until, 'deferrals', v_item.deferrals, 'error', v_item.error), 'It starts again.'::text, v_item.deferred_until;
      elsif v_item.claimed_by is not null then
        return query select * from ops.explain_holder(v_item.claimed_by, v_item.started_at);
      else
        return query select * from ops.explain_gate(v_item.occurrence_id, v_item.hold_wakeup_id);
        if not found and v_item.hold_wakeup_id is not null then
          -- What held it back is over: whoever is alive hands its wake-up out.
          return query select * from ops.explain_workers();
        elsif not found then
          return query select * from ops.explain_job('work_item:' || p_id);
        end if;
      end if;
      -- Whose notes it is made again with.
      return query
        select 'sent_back', format('revision %s was sent back by %s: %s', h.revision_no, h.actor, h.reason),
               jsonb_build_object('revision_no', h.revision_no, 'revision_count', v_item.revision_count, 'by', h.actor, 'event', h.event), 'It is made again with these notes.'::text, null::timestamptz
          from ops.work_item_history h
         where h.work_item_id = p_id and h.to_status = 'revision'
           and h.id > coalesce((select max(x.id) from ops.work_item_history x where x.work_item_id = p_id and x.event in ('finish', 'redo')), 0)
         order by h.id desc limit 1;
    when 'done' then
      return query
        select 'waiting_for_review',
               format('revision %s waits for its review (layer 2)', v_item.revision_no)
               || coalesce(format('; the last one answered %s', (
                    select a.outcome from ops.decision_attempts a
                     where a.work_item_id = p_id and a.kind = 'review'
                       and a.at >= (select r.frozen_at from ops.work_item_revisions r where r.work_item_id = p_id and r.revision_no = v_item.revision_no)
                     order by a.id desc limit 1)), ''),
               jsonb_build_object('revision_no', v_item.revision_no), 'It is reviewed again and alerted, the second time a supervisor decides.'::text, v_due;
    when 'pending_approval' then
      return query select * from ops.explain_approval(p_id);
    when 'failed' then
      return query select 'failed', format('it failed: %s', coalesce(v_item.error ->> 'message', 'no reason given')), v_item.error,
        format('A timer tries again or reminds; a person: `mandor retry work_item %s --note …`.', p_id), v_due;
    when 'escalated' then
      return query select 'escalated', format('a supervisor has to decide%s', coalesce(': ' || coalesce(v_item.error ->> 'message', v_item.notes), '')),
        jsonb_build_object('revision_count', v_item.revision_count, 'error', v_item.error, 'notes', v_item.notes), 'He redoes, approves or closes it; until then he is reminded.'::text, v_due;
      return query select * from ops.explain_approval(p_id);
    else
      return query select 'finished', format('it is %s since %s', v_item.status, ops.explain_time(v_item.finished_at)),
        jsonb_build_object('status', v_item.status, 'revision_no', v_item.revision_no) || coalesce((
          select jsonb_build_object('event', h.event, 'by', h.actor, 'why', h.reason)
            from ops.v_work_item_history h where h.work_item_id = p_id order by h.id desc limit 1), '{}'), 'Nothing.'::text, null::timestamptz;
      return query select 'delivery', format('delivery %s to %s: %s', x.id, x.recipient, e.says), e.evidence, e.next, e.next_at
        from ops.outbox x cross join lateral ops.explain_outbox(x.id) e
       where x.work_item_id = p_id and x.status <> 'confirmed' order by x.id;
  end case;
end;
$$;
comment on function ops.explain_work_item(bigint) is 'Why a work item is not finished: what it waits for, whom, until when, who is next.';
