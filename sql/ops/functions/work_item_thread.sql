-- No mail has this Message-ID. All mails of one report name it, so that mail programs show them as one conversation,
-- whichever of them a reader has got.
create or replace function ops.work_item_thread(p_work_item_id bigint)
returns text
language sql stable
as $$
  select format('<mandor.item.%s@%s>', coalesce(w.corrects_id, w.id), util.setting('mail.domain')) from ops.work_items w where w.id = p_work_item_id
$$;
comment on function ops.work_item_thread(bigint) is 'Message-ID that the mails about a report refer to, its revisions and corrections included. Internal.';
