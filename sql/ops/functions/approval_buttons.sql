-- A button carries a word and the token of the request, 42 bytes at most of the 64 that Telegram takes. What it may do is looked up
-- when it is pressed, and who presses it is known from Telegram alone.
create or replace function ops.approval_buttons(p_approval_id bigint)
returns jsonb
language sql stable
as $$
  select jsonb_build_array(jsonb_agg(jsonb_build_object('text', b.label, 'data', format('%s:%s', b.word, a.token)) order by b.n))
    from ops.approvals a
   cross join lateral (values
     (1, 'ok', 'Setujui', a.revision_no is not null),
     (2, 'no', 'Perlu perbaikan', a.role <> 'supervisor'),
     (3, 'redo', 'Ulangi', a.role = 'supervisor'),
     (4, 'close', 'Tutup', a.role = 'supervisor')
   ) as b (n, word, label, is_shown)
   where a.id = p_approval_id and b.is_shown;
$$;
comment on function ops.approval_buttons(bigint) is 'The buttons under a request for approval, in rows: [[{text, data}]]. PIC and backup: Setujui, Perlu perbaikan; a supervisor: Setujui (when there is a frozen revision), Ulangi, Tutup.';
