create or replace function ops.approval_remind(p_work_item_id bigint, p_whom text, p_position integer)
returns integer
language plpgsql volatile
as $$
declare
  v_item ops.work_items;
  v_approval record;
  v_mail bigint;
  v_count integer := 0;
begin
  select w.* into strict v_item from ops.work_items w where w.id = p_work_item_id;
  for v_approval in
    select a.*, p.email, p.telegram_user_id
      from ops.approvals a
      join ops.people p on p.id = a.person_id
     where a.work_item_id = p_work_item_id and a.status = 'open' and (p_whom = 'both' or a.role = p_whom)
     order by a.id
  loop
    v_mail := null;
    if v_approval.email is not null or ops.work_item_is_test(p_work_item_id) then
      v_mail := ops.person_tell(v_approval.person_id, p_work_item_id,
        format('Pengingat: %s %s menunggu jawaban Anda', v_item.title, to_char(v_item.business_date, 'DD/MM/YYYY')),
        format(E'Laporan (item %s, revisi %s) dikirim %s WIB dan belum dijawab.\nBalas email laporan itu atau email ini dengan Approve, atau tulis catatannya.%s',
          p_work_item_id, v_approval.revision_no, to_char(v_approval.requested_at at time zone 'Asia/Jakarta', 'DD/MM/YYYY HH24.MI'),
          case when v_approval.telegram_user_id is null then '' else E'\nAtau tekan tombol pada pesannya di Telegram.' end),
        format('remind:%s:%s:%s', p_work_item_id, v_approval.revision_no, p_position),
        -- People answer what lies on top: code and token make an answer to the reminder one to the report.
        jsonb_build_object(
          'subject', format('Pengingat: %s %s menunggu jawaban Anda %s', v_item.title, to_char(v_item.business_date, 'DD/MM/YYYY'), ops.approval_code(v_approval.id)),
          'message_id', format('<mandor.%s.%s.%s.r%s@%s>', p_work_item_id, v_approval.revision_no, v_approval.token, p_position, util.setting('mail.domain')),
          'references', ops.work_item_thread(p_work_item_id)));
    end if;
    if coalesce(ops.approval_chat(v_approval.id, p_position), v_mail) is not null then
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end;
$$;
comment on function ops.approval_remind(bigint, text, integer) is 'Reminds pic, backup or both of an open request, by mail and in the own chat. How many were written to.';
