create or replace function ops.work_item_withdraw(p_id bigint, p_to text, p_note text, p_person_id bigint default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_note text := ops.note_require(p_note, format('withdrawing work item %s', p_id));
  v_item ops.work_items;
  v_actor record;
  v_asked bigint[];
begin
  if p_to is null or p_to not in ('revision', 'cancelled') then
    raise exception 'a request for approval is withdrawn to revision or cancelled, not %', coalesce(p_to, 'NULL') using errcode = 'MD101';
  end if;
  v_item := ops.work_item_require(p_id);
  v_actor := ops.work_item_actor(p_id, p_person_id, case p_to when 'revision' then '{operator,supervisor}' else '{supervisor}' end::text[]);
  if v_actor.actor_kind is null then
    return ops.decision_note(p_id, 'withdraw', p_to, 'not_supervisor', v_note, p_person_id);
  end if;
  if v_item.status <> 'pending_approval' then
    return ops.decision_note(p_id, 'withdraw', p_to, 'not_pending', v_note, p_person_id);
  end if;
  select array_agg(a.person_id order by a.person_id) into v_asked from ops.approvals a where a.work_item_id = p_id and a.status = 'open';

  if p_to = 'revision' then
    perform ops.work_item_sent_back(p_id, 'withdraw', v_actor.actor_kind, v_actor.actor, v_note);
  else
    perform ops.approvals_close(p_id, 'withdrawn');
    perform ops.work_item_announce('withdraw', v_actor.actor_kind, v_actor.actor, v_note);
    update ops.work_items w set status = 'cancelled', finished_at = util.now() where w.id = p_id;
  end if;
  perform ops.person_tell(x.id, p_id,
            format('Ditarik: %s %s', v_item.title, to_char(v_item.business_date, 'DD/MM/YYYY')),
            format('Permintaan persetujuan item %s revisi %s ditarik oleh %s: %s', p_id, v_item.revision_no, v_actor.actor, v_note),
            format('withdrawn:%s:%s', p_id, v_item.revision_no))
     from unnest(v_asked) as x (id);
  return ops.decision_note(p_id, 'withdraw', p_to, p_to, v_note, p_person_id);
end;
$$;
comment on function ops.work_item_withdraw(bigint, text, text, bigint) is 'Takes a request for approval back: revision (operator or supervisor; not counted as a rejection) or cancelled (supervisor); who was asked is told. not_pending | not_supervisor. MD101 without a note.';
