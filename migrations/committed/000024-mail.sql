--! Previous: sha1:1be577f595a0fadffe1205022d345c51850e010f
--! Hash: sha1:8d5e03d4192065b39d7914a4101c07dd7e4d4ec3

-- Mail has two ways out, and they differ in what can be found out afterwards: each row remembers which one it took. The
-- conversation at the provider is kept, so that all mails of one report stand in one.

alter table ops.outbox
  add column via text,
  add column thread_id text,
  add constraint outbox_via_check check (via in ('gmail', 'smtp'));
comment on column ops.outbox.via is 'Mail: what it left by, gmail or smtp; set before it leaves. A row of that name in ops.channels goes before that of the channel.';
comment on column ops.outbox.thread_id is 'Mail by Gmail: the conversation it stands in.';

create table ops.report_links (
  definition_key text not null constraint report_links_definition_key_fkey references ops.job_definitions on delete cascade,
  kind text not null,
  url text not null,
  shows_on date,
  written_at timestamptz,
  constraint report_links_pkey primary key (definition_key, kind),
  constraint report_links_kind_check check (kind in ('sheet', 'notion')),
  constraint report_links_url_check check (url ~ '^https?://\S+$'),
  constraint report_links_written_at_check check ((shows_on is null) = (written_at is null))
);
comment on table ops.report_links is 'Where a report is shown besides the mail, for the mail to link it and to say how old it is.';
comment on column ops.report_links.definition_key is 'The report.';
comment on column ops.report_links.kind is 'sheet | notion.';
comment on column ops.report_links.url is 'Address for people.';
comment on column ops.report_links.shows_on is 'Business date of the figures that stand there; NULL: nothing was written yet.';
comment on column ops.report_links.written_at is 'When they were written.';
