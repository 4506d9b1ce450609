create or replace function ops.approval_remind(p_work_item_id bigint, p_whom text, p_position integer)
returns integer
language plpgsql volatile
as $$
declare
  v_item ops.work_items;
  v_count integer;
begin
  select w.* into strict v_item from ops.work_items w where w.id = p_work_item_id;
  select count(ops.person_tell(a.person_id, p_work_item_id,
           format('Pengingat: %s %s menunggu jawaban Anda', v_item.title, to_char(v_item.business_date, 'DD/MM/YYYY')),
           format(E'Laporan (item %s, revisi %s) dikirim %s WIB dan belum dijawab.\nBalas mail laporan itu: Approve, atau tulis catatan.',
             p_work_item_id, a.revision_no, to_char(a.requested_at at time zone 'Asia/Jakarta', 'DD/MM/YYYY HH24:MI')),
           format('remind:%s:%s:%s', p_work_item_id, a.revision_no, p_position)))
    into v_count
    from ops.approvals a
   where a.work_item_id = p_work_item_id and a.status = 'open' and (p_whom = 'both' or a.role = p_whom);
  return v_count;
end;
$$;
comment on function ops.approval_remind(bigint, text, integer) is 'Reminds pic, backup or both of an open request. How many were written to.';
