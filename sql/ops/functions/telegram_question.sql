-- What a person writes counts only as the reply to this very message: so nothing said in passing decides.
create or replace function ops.telegram_question(p_inbound_id bigint, p_approval_id bigint, p_wants text, p_chat_id text, p_is_again boolean default false)
returns bigint
language plpgsql volatile
as $$
declare
  v_item bigint;
begin
  select a.work_item_id into strict v_item from ops.approvals a where a.id = p_approval_id;
  -- Who presses without end gets an end.
  if (select count(*) from ops.outbox o
       where o.work_item_id = v_item and o.subject_key = 'telegram.question' and (o.params ->> 'approval_id')::bigint = p_approval_id)
     >= util.setting_integer('telegram.max_questions') then
    return null;
  end if;
  return ops.telegram_say(p_inbound_id, 'question', p_chat_id, jsonb_build_object(
    'approval_id', p_approval_id, 'wants', p_wants, 'title', ops.approval_title(p_approval_id),
    'text', case when p_is_again then 'Catatannya belum terbaca: mohon tulis dengan teks. ' else '' end
      || case p_wants
           when 'close' then 'Mengapa ditutup tanpa hasil? Balas (reply) pesan ini dengan alasannya.'
           when 'redo' then 'Apa yang harus berbeda kali ini? Balas (reply) pesan ini dengan catatan Anda.'
           else 'Apa yang harus diperbaiki? Balas (reply) pesan ini dengan catatan Anda: artikel mana, dan apa yang salah.' end,
    'placeholder', case p_wants when 'close' then 'Alasan' else 'Catatan' end), v_item);
end;
$$;
comment on function ops.telegram_question(bigint, bigint, text, text, boolean) is 'Asks in a chat for the notes of a decision (reject, redo, close). NULL: was asked telegram.max_questions times, no more.';
