create or replace function ops.telegram_refusal(p_approval_id bigint, p_answer text, out outcome text, out says text)
language sql stable
as $$
  select case p_answer
           when 'stale_revision' then 'refused_stale'
           when 'not_an_approver' then 'refused_sender'
           when 'not_supervisor' then 'refused_sender'
           when 'self_approval' then 'refused_self_approval'
           when 'needs_missing' then 'refused_needs_missing'
           else 'refused_closed' end,
         left(case p_answer
           when 'stale_revision' then format('Revisi %s sudah tidak berlaku. Pakai pesan yang terbaru.', a.revision_no)
           when 'not_an_approver' then format('Tombol ini untuk %s.', p.name)
           when 'not_supervisor' then format('Tombol ini untuk %s.', p.name)
           when 'self_approval' then 'Ini pekerjaan Anda sendiri: orang lain yang harus menyetujuinya.'
           when 'needs_missing' then 'Data yang dibutuhkan belum ada: laporan belum dapat dibuat lagi.'
           else 'Sudah diputuskan. ' || ops.approval_outcome_text(a.id) end, 200)
    from ops.approvals a
    join ops.people p on p.id = a.person_id
   where a.id = p_approval_id;
$$;
comment on function ops.telegram_refusal(bigint, text) is 'An answer of ops.approval_decide or ops.work_item_close that refuses: the outcome of the inbound message, and what its sender is told (200 characters: a notice over a button takes no more).';
