--! Previous: sha1:74e7ad065ee2d291706e5e68155de2b7a0578c0b
--! Hash: sha1:c70e0d6e61dcd8285c0af4187ec67c1a2c675238

-- Mail has two ways out, and they differ in what can be found out afterwards: each row remembers which one it took. The
-- conversation at the provider is kept, so that all mails of one report stand in one.

alter table ops.outbox
  add column via text,
  add column thread_id text,
  add constraint outbox_via_check check (via in ('gmail', 'smtp'));
comment on column ops.outbox.via is 'Mail: what it left by, gmail or smtp; set before it leaves. A row of that name in ops.channels goes before that of the channel.';
comment on column ops.outbox.thread_id is 'Mail by Gmail: the conversation it stands in.';
