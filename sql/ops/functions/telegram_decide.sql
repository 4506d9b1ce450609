-- Takes no lock of its own: whom a request asks never changes, and the function that decides locks date, run and item.
create or replace function ops.telegram_decide(
  p_approval_id bigint, p_person_id bigint, p_wants text, p_notes text, p_evidence jsonb, out outcome text, out answer text, out says text
)
language plpgsql volatile
as $$
declare
  v_approval ops.approvals;
  v_item ops.work_items;
  v_is_asked boolean;
begin
  select a.* into strict v_approval from ops.approvals a where a.id = p_approval_id;
  v_is_asked := p_person_id is not distinct from v_approval.person_id;
  if not v_is_asked and (p_person_id is null or p_wants = 'close') then
    -- Unknown people have no number to decide with; the attempt is remembered all the same.
    answer := ops.decision_note(v_approval.work_item_id, 'approval', p_wants, 'not_an_approver', p_notes, p_person_id, p_approval_id, 'telegram', p_evidence);
  elsif p_wants = 'close' then
    -- The question may be older than the escalation that stands now.
    v_item := ops.work_item_take(v_approval.work_item_id);
    select a.* into strict v_approval from ops.approvals a where a.id = p_approval_id for update;
    answer := case
      when v_approval.revision_no <> v_item.revision_no then 'stale_revision'
      when v_approval.status in ('approved', 'rejected') or v_approval.closed_why = 'decided' then 'already_decided'
      when v_approval.status = 'closed' then 'closed' end;
    answer := case when answer is null then ops.work_item_close(v_approval.work_item_id, p_notes, p_person_id)
      else ops.decision_note(v_approval.work_item_id, 'approval', p_wants, answer, p_notes, p_person_id, p_approval_id, 'telegram', p_evidence) end;
  else
    answer := ops.approval_decide(p_approval_id, v_approval.revision_no, case p_wants when 'approve' then 'approve' else 'reject' end,
      p_notes, 'telegram', p_person_id, p_evidence);
  end if;
  if answer in ('accepted', 'cancelled') then
    outcome := case p_wants when 'approve' then 'approved' when 'close' then 'closed' else 'revision' end;
    says := case p_wants when 'approve' then 'Disetujui. Terima kasih.' when 'close' then 'Ditutup.'
                 when 'redo' then 'Laporan dibuat lagi.' else 'Terima kasih. Laporan diperbaiki dan dikirim lagi.' end;
  else
    select r.outcome, r.says into outcome, says from ops.telegram_refusal(p_approval_id, answer) r;
  end if;
end;
$$;
comment on function ops.telegram_decide(bigint, bigint, text, text, jsonb) is 'A person decides in a chat (approve, reject, redo, close): the outcome of the message, the answer of the deciding function, what the person is told.';
