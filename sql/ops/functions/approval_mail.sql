-- The request is the report itself. The same key as in ops.work_item_mail: who was asked is not sent it again when it is approved.
create or replace function ops.approval_mail(p_approval_id bigint)
returns bigint
language plpgsql volatile
as $$
declare
  v_approval ops.approvals;
  v_item ops.work_items;
  v_result jsonb;
  v_person ops.people;
  v_is_test boolean;
  v_address text;
  v_key text;
  v_id bigint;
begin
  select a.* into strict v_approval from ops.approvals a where a.id = p_approval_id;
  select w.* into strict v_item from ops.work_items w where w.id = v_approval.work_item_id;
  select p.* into strict v_person from ops.people p where p.id = v_approval.person_id;
  if v_approval.revision_no is null then
    return null;
  end if;
  select r.result into strict v_result from ops.work_item_revisions r
   where r.work_item_id = v_item.id and r.revision_no = v_approval.revision_no;
  v_is_test := ops.work_item_is_test(v_item.id);
  v_address := v_person.email;
  if v_is_test then
    select lower(min(r.address)) into v_address
      from ops.recipients r
      join ops.job_definitions d on d.recipient_key = r.key
     where d.key = v_item.definition_key and r.channel = 'email' and r.is_test and r.is_active;
  end if;
  if v_address is not null then
    v_key := format('email:work_item:%s:%s:%s', v_item.id, v_approval.revision_no, v_address);
    -- Who stood in and is then asked as the supervisor gets a second mail: the first carries the code of a request that is closed.
    if exists (select from ops.outbox o where o.dedupe_key = v_key and (o.params ->> 'approval_id')::bigint is distinct from v_approval.id) then
      v_key := v_key || ':' || v_approval.id;
    end if;
    v_id := ops.outbox_plan('email', v_address, v_item.definition_key,
      jsonb_build_object(
        'from', util.setting('mail.from'),
        'message_id', format('<mandor.%s.%s.%s@%s>', v_item.id, v_approval.revision_no, v_approval.token, util.setting('mail.domain')),
        'references', ops.work_item_thread(v_item.id),
        'recipient_name', v_person.name, 'sees_cost', true, 'approval_id', v_approval.id,
        'subject', coalesce(v_result ->> 'subject', v_item.title),
        'result', jsonb_build_object('subject', concat_ws(' ', coalesce(v_result ->> 'subject', v_item.title), ops.approval_code(p_approval_id)),
          -- Said before the figures: on a telephone the way to answer stands many screens below.
          'request', case when v_approval.revision_no > 1 then format('Ini revisi %s: laporan dibuat lagi setelah dikembalikan. ', v_approval.revision_no) else '' end
            || case v_approval.role
                 when 'supervisor' then 'Laporan ini menunggu keputusan Anda sebagai atasan. Balas email ini: Approve bila revisi ini berlaku, atau catatan bila harus dibuat lagi.'
                 when 'backup' then 'Laporan ini menunggu persetujuan, dan Anda diminta sebagai pengganti. Setelah membacanya, balas email ini: Approve, atau catatan bila ada yang salah.'
                 else 'Laporan ini menunggu persetujuan Anda. Setelah membacanya, balas email ini: Approve, atau catatan bila ada yang salah.' end,
          'how_to_answer', jsonb_build_array(
            format('Laporan ini menunggu persetujuan %s (item %s, revisi %s). Setelah disetujui, laporan dikirim ke penerima lainnya.',
              v_person.name, v_item.id, v_approval.revision_no),
            'Balas email ini dengan satu kata, Approve atau Setuju, bila angka dan usulannya benar.',
            'Bila ada yang salah, balas dengan catatan: sebutkan artikel atau tokonya dan apa yang harus diperbaiki.',
            'Jangan mengubah subjek: di situ ada kode laporan ini.')
          || case when v_person.telegram_user_id is null or v_is_test then '[]'
               else jsonb_build_array('Bila balasan email ditolak, tekan tombol di Telegram: permintaan yang sama ada di obrolan Anda dengan bot.') end)),
      v_key, v_item.id, v_approval.revision_no, v_is_test);
  else
    v_id := ops.approval_chat(p_approval_id);
  end if;
  update ops.approvals a set outbox_id = v_id where a.id = p_approval_id;
  return v_id;
end;
$$;
comment on function ops.approval_mail(bigint) is 'Plans the message that asks a person to sign: the report by mail, with item, revision, hash and token in its subject and Message-ID; a person without mail is asked in the chat alone. NULL: no address.';
