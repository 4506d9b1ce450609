-- Locks the inbound row, then the item by whoever decides: a message that two workers read at once is read once.
create or replace function ops.telegram_receive(p_id bigint)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.inbound_messages;
  v_update jsonb;
  v_kind text;
  v_from jsonb;
  v_person bigint;
  v_done record;
  v_evidence jsonb;
begin
  select m.* into v_row from ops.inbound_messages m where m.id = p_id for update;
  if not found or v_row.source <> 'telegram' then
    raise exception 'there is no message % from Telegram', coalesce(p_id::text, 'NULL') using errcode = 'MD401';
  end if;
  if v_row.status = 'read' then
    return v_row.outcome;
  end if;
  begin
    v_update := ops.telegram_json(convert_from(v_row.raw, 'UTF8'));
  exception when others then
    v_update := null;
  end;
  v_kind := case when v_update ? 'callback_query' then 'callback_query' when v_update ? 'message' then 'message' end;
  v_from := v_update -> v_kind -> 'from';
  if v_from ->> 'id' ~ '^[0-9]{1,18}$' then
    select p.id into v_person from ops.people p where p.telegram_user_id = (v_from ->> 'id')::bigint and p.is_active;
  end if;
  v_evidence := jsonb_build_object('inbound_id', p_id, 'update_id', v_update -> 'update_id', 'from_id', v_from -> 'id', 'sha256', v_row.raw_sha256,
    'callback_query_id', v_update #> '{callback_query,id}',
    'message_id', coalesce(v_update #> '{message,message_id}', v_update #> '{callback_query,message,message_id}'));

  if v_kind is null or v_from is null then
    select 'unmatched' as outcome, null::text as answer, null::bigint as approval_id into v_done;
  elsif (v_from ->> 'is_bot')::boolean then
    select 'ignored_auto' as outcome, null::text as answer, null::bigint as approval_id into v_done;
  elsif v_kind = 'callback_query' then
    select * into v_done from ops.telegram_press(p_id, v_update -> v_kind, v_person, v_evidence);
  else
    select * into v_done from ops.telegram_message(p_id, v_update -> v_kind, v_person, v_evidence);
  end if;

  update ops.inbound_messages m
     set status = 'read', read_at = util.now(), outcome = v_done.outcome, person_id = v_person, approval_id = v_done.approval_id,
         work_item_id = (select a.work_item_id from ops.approvals a where a.id = v_done.approval_id),
         parsed = jsonb_strip_nulls(jsonb_build_object('kind', v_kind, 'from_id', v_from -> 'id', 'data', v_update #> '{callback_query,data}',
           'text', coalesce(v_update #> '{message,text}', v_update #> '{message,caption}'), 'reply_to', v_update #> '{message,reply_to_message,message_id}')),
         detail = jsonb_strip_nulls(jsonb_build_object('answer', v_done.answer, 'rule', coalesce(v_kind, 'unreadable')))
   where m.id = p_id;
  return v_done.outcome;
end;
$$;
comment on function ops.telegram_receive(bigint) is
  'Reads a stored update of Telegram and acts on it: approved | revision | closed | asked | ignored_auto | unmatched | refused_sender | refused_stale | refused_closed | refused_token | refused_self_approval | refused_needs_missing. Read again it answers the same and does nothing. MD401.';
