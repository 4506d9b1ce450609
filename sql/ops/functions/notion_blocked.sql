-- Nobody's failure of this page: the connection or the database has to be mended by a person. The row waits, shows the state
-- of then, and goes on by itself.
create or replace function ops.notion_blocked(p_run_token uuid, p_reason text, p_message text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_recipient text;
  v_outcome text;
begin
  select o.recipient into v_recipient from ops.outbox o where o.run_token = p_run_token and o.status = 'sending' for update;
  if not found then
    return 'not_mine';
  end if;
  v_outcome := ops.outbox_defer(p_run_token, extract(epoch from util.setting_interval('notion.blocked_retry')), p_message);
  update ops.notion_sources s set checked_at = null where s.key = v_recipient;
  perform ops.alert_raise('warning', 'OPS', 'notion', format('Notion tidak dapat ditulis (%s)', v_recipient),
    coalesce(p_message, '') || ' Laporan dan email tidak tertunda; halaman menyusul setelah ini diperbaiki.',
    format('notion_blocked:%s:%s', v_recipient, p_reason));
  return v_outcome;
end;
$$;
comment on function ops.notion_blocked(uuid, text, text) is 'Notion refuses all of a database (token, right, columns): the mirror waits and people are told once a day. planned | failed (a newer row replaces it) | not_mine.';
