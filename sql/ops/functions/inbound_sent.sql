create or replace function ops.inbound_sent(p_ids text[], p_subject text, p_from text)
returns table (params jsonb, result jsonb, is_test boolean, typed text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with item as (
    select coalesce(r.work_item_id, r.subject_item, ops.reply_item(p_ids)) as id from ops.reply_reference('{}', p_ids, p_subject) r
  )
  (select o.params,
          case when o.revision_no is not null then
            (select r.result || jsonb_build_object('links', coalesce(o.params -> 'links', '[]'), 'parallel', o.params -> 'parallel') || ops.revision_opening(r.work_item_id, r.revision_no) || coalesce(o.params -> 'result', '{}')
               from ops.work_item_revisions r where r.work_item_id = o.work_item_id and r.revision_no = o.revision_no) end,
          o.is_test, null::text
     from item i
     join ops.outbox o on o.work_item_id = i.id and o.channel = 'email'
    order by (o.recipient = p_from) desc, o.id desc
    limit 12)
  union all
  (select null, null, false, m.parsed ->> 'typed'
     from item i
     join ops.inbound_messages m on m.work_item_id = i.id and m.parsed -> 'from' ->> 0 = p_from and m.parsed ->> 'typed' <> ''
    order by m.id desc
    limit 10);
$$;
comment on function ops.inbound_sent(text[], text, text) is 'What we wrote about the item that somebody''s mail answers, to this person and then to others, newest first, and what the person answered before: a quote of it was not typed.';
