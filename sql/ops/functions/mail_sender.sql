create or replace function ops.mail_sender()
returns text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select util.setting('mail.from')
$$;
comment on function ops.mail_sender() is 'Sender of our mails, as the setting mail.from has it.';
