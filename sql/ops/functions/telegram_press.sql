-- The caller holds the message's row; the item is locked after it, by whoever decides.
create or replace function ops.telegram_press(
  p_id bigint, p_query jsonb, p_person_id bigint, p_evidence jsonb, out outcome text, out answer text, out approval_id bigint
)
language plpgsql volatile
as $$
declare
  v_word text := split_part(p_query ->> 'data', ':', 1);
  v_wants text := case v_word when 'ok' then 'approve' when 'no' then 'reject' when 'redo' then 'redo' when 'close' then 'close' end;
  v_token text := split_part(p_query ->> 'data', ':', 2);
  v_approval ops.approvals;
  v_item ops.work_items;
  v_says text;
begin
  if v_token ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    select a.* into v_approval from ops.approvals a where a.token = v_token::uuid;
  end if;
  if v_approval.id is null or v_wants is null or (v_wants in ('redo', 'close')) <> (v_approval.role = 'supervisor') and v_wants <> 'approve' then
    outcome := 'refused_token';
    v_says := 'Tombol ini tidak dikenal.';
  else
    approval_id := v_approval.id;
    if v_wants = 'approve' or p_person_id is distinct from v_approval.person_id then
      select d.outcome, d.answer, d.says into outcome, answer, v_says
        from ops.telegram_decide(v_approval.id, p_person_id, v_wants, case when v_wants <> 'approve' then '-' end, p_evidence) d;
    else
      -- Nothing is decided yet, so nothing is locked: the reply is held against the state of then.
      select w.* into strict v_item from ops.work_items w where w.id = v_approval.work_item_id;
      answer := case
        when v_approval.revision_no <> v_item.revision_no then 'stale_revision'
        when v_approval.status <> 'open' then 'closed'
        else 'open' end;
      if answer = 'open' then
        outcome := 'asked';
        v_says := case when ops.telegram_question(p_id, v_approval.id, v_wants, p_query #>> '{from,id}') is null
          then 'Sudah ditanyakan: balas (reply) pertanyaan terakhir di obrolan ini.' else 'Tulis catatannya sebagai balasan.' end;
      else
        select r.outcome, r.says into outcome, v_says from ops.telegram_refusal(v_approval.id, answer) r;
      end if;
    end if;
    -- Had the message missed the decision, it learns of it now.
    perform ops.approval_chat_settle(v_approval.id);
  end if;
  perform ops.telegram_say(p_id, 'answer', p_query #>> '{from,id}', jsonb_build_object('method', 'answerCallbackQuery',
    'callback_query_id', p_query ->> 'id', 'text', v_says, 'is_alert', outcome like 'refused%'), v_approval.work_item_id);
end;
$$;
comment on function ops.telegram_press(bigint, jsonb, bigint, jsonb) is 'A button was pressed: Setujui decides, the others ask for notes first; who may not is told so over the button.';
