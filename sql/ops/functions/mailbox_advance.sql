create or replace function ops.mailbox_advance(p_run_token uuid, p_cursor text, p_validity text default null, p_resync text default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_box ops.mailboxes;
begin
  if coalesce(p_cursor, '') = '' then
    raise exception 'a cursor is not empty' using errcode = 'MD101';
  end if;
  select m.* into v_box from ops.mailboxes m where m.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;
  update ops.mailboxes m
     set cursor = p_cursor, cursor_validity = p_validity,
         resynced_at = case when p_resync is null then m.resynced_at else util.now() end,
         resync_reason = coalesce(p_resync, m.resync_reason)
   where m.key = v_box.key;
  if p_resync = 'cursor_lost' then
    perform ops.alert_raise('info', 'OPS', 'mailbox', format('%s dibaca ulang menurut tanggal', v_box.title),
      'Penyedia tidak lagi mengenal penanda baca terakhir. Semua email sejak tanggal itu dibandingkan; yang sudah ada tidak disimpan lagi.',
      'mailbox_resync:' || v_box.key);
  end if;
  return 'moved';
end;
$$;
comment on function ops.mailbox_advance(uuid, text, text, text) is 'Everything before this cursor is stored: moved | not_mine. p_resync: why it was read by date (first, cursor_lost).';
