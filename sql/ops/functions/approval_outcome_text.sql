create or replace function ops.approval_outcome_text(p_approval_id bigint)
returns text
language sql stable
as $$
  select case
           when a.status = 'open' then 'Masih menunggu jawaban.'
           when d.status = 'approved' then format('Disetujui oleh %s, %s WIB.', d.name, d.at)
           when d.status = 'rejected' and a.role = 'supervisor' then format('Dibuat lagi atas permintaan %s, %s WIB: %s', d.name, d.at, d.notes)
           when d.status = 'rejected' then format('Dikembalikan oleh %s untuk diperbaiki, %s WIB: %s', d.name, d.at, d.notes)
           when a.closed_why = 'withdrawn' then format('Permintaan ini ditarik, %s WIB.', c.at)
           when a.closed_why = 'escalated' then format('Diteruskan ke atasan, %s WIB.', c.at)
           when a.closed_why = 'superseded' then format('Diganti revisi yang baru, %s WIB.', c.at)
           else format('Sudah diputuskan, %s WIB.', c.at) end
    from ops.approvals a
   cross join lateral (select to_char(a.closed_at at time zone 'Asia/Jakarta', 'DD/MM/YYYY HH24.MI') as at) c
    left join lateral (
      select x.status, x.notes, p.name, to_char(x.decided_at at time zone 'Asia/Jakarta', 'DD/MM/YYYY HH24.MI') as at
        from ops.approvals x
        join ops.people p on p.id = x.person_id
       where x.work_item_id = a.work_item_id and x.revision_no is not distinct from a.revision_no and x.status in ('approved', 'rejected')
         and (x.id = a.id or a.closed_why in ('decided', 'superseded', 'settled'))
       order by x.id = a.id desc, x.decided_at desc, x.id desc
       limit 1
    ) d on true
   where a.id = p_approval_id;
$$;
comment on function ops.approval_outcome_text(bigint) is 'What became of a request for approval: who decided what and when, or why no answer is needed.';
