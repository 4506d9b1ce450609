create or replace function ops.work_item_escalate(p_id bigint, p_event text, p_actor_kind text, p_actor text, p_reason text, p_notes text default null)
returns void
language plpgsql volatile
as $$
declare
  v_supervisor bigint;
begin
  perform ops.approvals_close(p_id, 'escalated');
  perform ops.work_item_announce(p_event, p_actor_kind, p_actor, p_reason);
  update ops.work_items w set status = 'escalated', notes = coalesce(p_notes, w.notes) where w.id = p_id;
  v_supervisor := ops.work_item_supervisor(p_id);
  if v_supervisor is not null then
    perform ops.approval_open(p_id, v_supervisor, 'supervisor');
    -- Without a revision there is no report to send; whoever has a mailbox gets a short letter beside the chat.
    if not exists (select from ops.work_items w where w.id = p_id and w.revision_no > 0)
       and exists (select from ops.people p where p.id = v_supervisor and p.email is not null) then
      perform ops.person_tell(v_supervisor, p_id,
        (select format('Perlu keputusan: %s %s', w.title, to_char(w.business_date, 'DD/MM/YYYY')) from ops.work_items w where w.id = p_id),
        p_reason, format('escalated:%s:%s', p_id, (select count(*) from ops.work_item_history h where h.work_item_id = p_id)));
    end if;
  end if;
  perform ops.work_item_alert(p_id, 'critical', 'escalated', 'perlu keputusan atasan',
    concat_ws(E'\n', p_reason, case when v_supervisor is null then 'Atasan belum diisi (supervisor_id PIC di ops.people): pemilik sistem yang memutuskan.' end));
end;
$$;
comment on function ops.work_item_escalate(bigint, text, text, text, text, text) is 'To the supervisor: open requests are closed, the supervisor is asked, a critical alert is raised. The caller holds the locks.';
