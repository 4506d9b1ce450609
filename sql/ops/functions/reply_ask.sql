-- One question for a request, however many unclear replies come; with the second the supervisor is told. Nobody is asked in circles.
create or replace function ops.reply_ask(p_approval_id bigint, p_inbound_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_approval ops.approvals;
  v_item ops.work_items;
  v_person ops.people;
  v_request ops.outbox;
  v_message_id text;
  v_supervisor bigint;
  v_number integer;
  v_outbox bigint;
begin
  select a.* into strict v_approval from ops.approvals a where a.id = p_approval_id;
  select w.* into strict v_item from ops.work_items w where w.id = v_approval.work_item_id;
  select p.* into strict v_person from ops.people p where p.id = v_approval.person_id;
  select coalesce(max(q.number), 0) + 1 into v_number from ops.reply_questions q where q.approval_id = p_approval_id;
  if v_number > 2 then
    return 'known';
  end if;

  if v_number = 1 then
    select o.* into v_request from ops.outbox o where o.id = v_approval.outbox_id;
    select m.parsed ->> 'message_id' into v_message_id from ops.inbound_messages m where m.id = p_inbound_id;
    -- The same subject, code and all, and the token in the Message-ID: an answer to the question decides like one to the report.
    v_outbox := ops.outbox_plan('email', coalesce(case v_request.channel when 'email' then v_request.recipient end, v_person.email), v_item.definition_key,
      jsonb_build_object(
        'from', util.setting('mail.from'),
        'message_id', format('<mandor.%s.%s.%s.q1@%s>', v_item.id, v_approval.revision_no, v_approval.token, util.setting('mail.domain')),
        'references', concat_ws(' ', ops.work_item_thread(v_item.id), v_message_id),
        'recipient_name', v_person.name,
        'subject', 'Re: ' || coalesce(v_request.params -> 'result' ->> 'subject', v_item.title),
        'text', format(
          E'Yth. %s,\n\nTerima kasih atas balasannya. Balasan itu belum bisa kami pastikan sebagai persetujuan atau catatan perbaikan, jadi belum ada yang diputuskan.\n\n'
          || E'Mohon balas email ini dengan satu kata, Approve, bila angka dan usulannya benar. Bila ada yang salah atau ada syaratnya, tulis catatannya: sebutkan artikel atau tokonya dan apa yang harus diperbaiki.\n\n'
          || 'Laporan: %s %s, item %s revisi %s.',
          v_person.name, v_item.title, to_char(v_item.business_date, 'DD/MM/YYYY'), v_item.id, v_approval.revision_no)),
      format('email:question:%s', p_approval_id), v_item.id, null, ops.work_item_is_test(v_item.id));
  else
    v_supervisor := ops.work_item_supervisor(v_item.id);
    perform ops.work_item_alert(v_item.id, 'warning', 'reply_unclear', format('balasan %s belum jelas', v_person.name),
      format('%s sudah dua kali membalas tanpa jawaban yang jelas. Belum ada yang diputuskan; pengingat berjalan terus. Mohon dihubungi, atau putuskan lewat Telegram atau konsol.', v_person.name));
    if v_supervisor is not null then
      v_outbox := ops.person_tell(v_supervisor, v_item.id, format('Balasan belum jelas: %s', v_item.title),
        format(E'%s sudah dua kali membalas laporan %s tanggal %s (item %s, revisi %s) tanpa jawaban yang jelas.\nBelum ada yang diputuskan. Mohon bantu menghubungi yang bersangkutan.',
          v_person.name, v_item.title, to_char(v_item.business_date, 'DD/MM/YYYY'), v_item.id, v_approval.revision_no),
        format('unclear:%s', p_approval_id));
    end if;
  end if;
  insert into ops.reply_questions (approval_id, number, inbound_id, outbox_id) values (p_approval_id, v_number, p_inbound_id, v_outbox);
  return case v_number when 1 then 'asked' else 'supervisor_told' end;
end;
$$;
comment on function ops.reply_ask(bigint, bigint) is 'An unclear reply: asked (one question goes back in the same thread) | supervisor_told (the second time) | known (after that nothing). The caller holds the item''s lock.';
