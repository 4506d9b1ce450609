create or replace function ops.approval_arrive(p_work_item_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_confirmed timestamptz;
  v_asked integer;
  v_lost boolean;
  v_more integer := 0;
  v_approval record;
  v_id bigint;
begin
  select min(x.confirmed_at), count(*), coalesce(bool_and(x.status = 'failed'), true) into v_confirmed, v_asked, v_lost
    from ops.approvals a join ops.outbox x on x.id = a.outbox_id
   where a.work_item_id = p_work_item_id and a.status = 'open';
  v_confirmed := coalesce(ops.approval_late_arrival(p_work_item_id), v_confirmed);
  if v_confirmed is not null then
    update ops.work_items w set ladder_started_at = v_confirmed, rung_position = 0 where w.id = p_work_item_id;
    perform ops.approval_deadline_set(p_work_item_id);
    return 'arrived';
  end if;

  -- Next channel: of who was written to by mail, the message in the chat is the one that counts from now.
  for v_approval in
    select a.id
      from ops.approvals a
      join ops.outbox x on x.id = a.outbox_id and x.channel = 'email'
     where a.work_item_id = p_work_item_id and a.status = 'open'
     order by a.id
  loop
    v_id := ops.approval_chat(v_approval.id);
    continue when v_id is null;
    update ops.approvals a set outbox_id = v_id where a.id = v_approval.id;
    v_more := v_more + 1;
  end loop;
  perform ops.work_item_alert(p_work_item_id, 'warning', 'request_unconfirmed', 'permintaan persetujuan belum sampai',
    case when v_lost then 'Pengirimannya gagal.' else 'Belum ada konfirmasi setelah 30 menit.' end
    || case when v_more > 0 then ' Sudah dikirim juga lewat Telegram: jawaban di sana ditunggu.' else ' Tidak ada jalur lain: pengganti diminta sekarang.' end);
  if v_more > 0 then
    perform ops.approval_deadline_set(p_work_item_id);
    return 'next_channel';
  end if;
  -- Nobody waits for ever on a letter that got lost: the backup is asked and the hours run.
  update ops.work_items w set ladder_started_at = util.now() where w.id = p_work_item_id;
  perform ops.approval_backup_open(p_work_item_id);
  perform ops.approval_deadline_set(p_work_item_id);
  return 'backup_opened';
end;
$$;
comment on function ops.approval_arrive(bigint) is 'Looks whether the request has arrived: arrived (the ladder starts; anew, when it had started without) | next_channel | backup_opened (no channel is left; the ladder starts). The caller holds the item''s lock.';
