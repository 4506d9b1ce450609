-- Beside the mail, not instead of it: a mail whose answer is refused (no DMARC, another address) must not be the only way.
create or replace function ops.approval_chat(p_approval_id bigint, p_position integer default null)
returns bigint
language plpgsql volatile
as $$
declare
  v_approval ops.approvals;
  v_item ops.work_items;
  v_person ops.people;
  v_summary text;
begin
  select a.* into strict v_approval from ops.approvals a where a.id = p_approval_id;
  select p.* into v_person from ops.people p where p.id = v_approval.person_id and p.is_active;
  if v_person.telegram_user_id is null or ops.work_item_is_test(v_approval.work_item_id) then
    return null;
  end if;
  select w.* into strict v_item from ops.work_items w where w.id = v_approval.work_item_id;
  select s.body into v_summary
    from ops.work_item_revisions r
   cross join lateral mart.report_summary(r.result) s
   where r.work_item_id = v_item.id and r.revision_no = v_approval.revision_no;
  return ops.outbox_plan('telegram', v_person.telegram_user_id::text, 'approval.request',
    jsonb_build_object(
      'approval_id', v_approval.id,
      'title', case when p_position is not null then 'Pengingat, menunggu jawaban Anda: '
                    when v_approval.role = 'supervisor' then 'Perlu keputusan: ' else 'Mohon persetujuan: ' end || ops.approval_title(p_approval_id),
      'text', concat_ws(E'\n\n', nullif(v_summary, ''),
        case when v_approval.role = 'supervisor' then concat_ws(E'\n', coalesce(v_item.notes, v_item.error ->> 'message'),
          case when v_approval.revision_no is not null then 'Setujui: revisi terakhir berlaku.' end,
          'Ulangi: laporan dibuat lagi.', 'Tutup: berhenti tanpa hasil.') end,
        case when v_approval.revision_no is null then format('Item %s.', v_item.id)
             else format('Item %s, revisi %s, kode %s.', v_item.id, v_approval.revision_no, left(v_approval.figures_hash, 8)) end
        || case when v_person.email is not null and v_approval.revision_no is not null then ' Laporan lengkapnya ada di email Anda.' else '' end),
      'buttons', ops.approval_buttons(p_approval_id)),
    format('telegram:approval:%s', p_approval_id) || coalesce(':' || p_position, ''), v_item.id, v_approval.revision_no,
    -- A request that may have been lost is asked again, marked; a reminder is not.
    p_severity => case when p_position is null then 'warning' else 'info' end);
end;
$$;
comment on function ops.approval_chat(bigint, integer) is 'Plans the message with buttons in the own chat of who is asked: the request, or with a rung''s position a reminder. NULL: no Telegram, or test mode. Once per request and rung.';
