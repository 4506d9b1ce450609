-- A bounce is believed when it names a token: nobody but the addressee and the servers on the way has seen it.
create or replace function ops.reply_bounced(p_parsed jsonb, p_inbound_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_ref record;
  v_approval_id bigint;
begin
  if (p_parsed ->> 'is_delay')::boolean then
    return 'delayed';
  elsif not (p_parsed ->> 'is_dsn')::boolean then
    return 'unknown';
  end if;
  select r.* into v_ref
    from ops.reply_reference(
      array(select jsonb_array_elements_text(p_parsed -> 'bounced')),
      array(select jsonb_array_elements_text(p_parsed -> 'references')) || array(select jsonb_array_elements_text(p_parsed -> 'in_reply_to')), '') r;
  select a.id into v_approval_id
    from ops.approvals a
   where a.token = v_ref.token::uuid and a.work_item_id = v_ref.work_item_id and a.revision_no = v_ref.revision_no;
  if not found then
    return 'unknown';
  end if;
  return ops.approval_bounced(v_approval_id,
    jsonb_build_object('inbound_id', p_inbound_id, 'message_id', p_parsed ->> 'message_id', 'says', left(p_parsed ->> 'typed', 1000)));
end;
$$;
comment on function ops.reply_bounced(jsonb, bigint) is 'The mail of a request came back: backup_opened | closed | delayed (the server goes on trying) | unknown (it names no request). Internal.';
