create or replace function ops.telegram_poll_fail(p_bot text, p_incarnation uuid, p_code text, p_message text, p_retry_after integer default null)
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_since timestamptz;
begin
  update ops.telegram_offset t
     set failing_since = coalesce(t.failing_since, clock_timestamp()), error = jsonb_build_object('code', p_code, 'message', p_message),
         held_until = case when t.held_by = p_incarnation then clock_timestamp() else t.held_until end
   where t.bot = p_bot
  returning t.failing_since into v_since;
  -- What a person has to mend is told at once, what may mend itself after ten minutes.
  if p_code in ('auth', 'webhook', 'conflict') or v_since < clock_timestamp() - interval '10 minutes' then
    perform ops.alert_raise(case p_code when 'auth' then 'critical' else 'warning' end, 'OPS', 'telegram', 'Jawaban lewat Telegram tidak terbaca',
      concat_ws(E'\n', case p_code
        when 'auth' then 'Perbaiki TELEGRAM_BOT_TOKEN, lalu jalankan worker lagi.'
        when 'webhook' then 'Bot ini dipasangi webhook oleh sistem lain. Hapus (deleteWebhook), atau buat bot khusus untuk Mandor.'
        when 'conflict' then 'Program lain membaca bot yang sama. Hentikan program itu, atau buat bot khusus untuk Mandor.'
        else 'Dicoba terus.' end, 'Sementara itu: jawab dengan email, atau mandor approve / mandor reject.', 'Catatan teknis: ' || p_message),
      'telegram_poll:' || p_code);
  end if;
  return case p_code when 'auth' then 300 when 'webhook' then 60 when 'conflict' then 30 else least(greatest(coalesce(p_retry_after, 10), 1), 600) end;
end;
$$;
comment on function ops.telegram_poll_fail(text, uuid, text, text, integer) is 'Updates could not be read (auth, webhook, conflict, flood, network): remembered, people are told. After how many seconds to try again.';
