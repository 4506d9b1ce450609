create or replace function ops.incident_close(p_id bigint, p_note text, p_person_id bigint default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_incident ops.incidents;
  v_person bigint;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not close incidents', util.caller() using errcode = '42501';
  end if;
  v_person := ops.person_acting(p_person_id);
  if p_person_id is not null and not exists (select from ops.people p where p.id = v_person and p.is_active) then
    raise exception 'there is no active person % for whom you may act', p_person_id using errcode = 'MD401', hint = 'ops.people lists them.';
  end if;
  p_note := ops.note_require(p_note, 'closing an incident');
  select i.* into v_incident from ops.incidents i where i.id = p_id;
  if not found then
    raise exception 'there is no incident %', p_id using errcode = 'MD401', hint = '`mandor incidents` lists them.';
  end if;
  perform ops.machine_lock(v_incident.machine_key);
  select i.* into strict v_incident from ops.incidents i where i.id = p_id for update;
  if v_incident.status = 'closed' then
    return 'already_closed';
  end if;
  -- What was not sent is not sent any more; the answer to what is under way is kept and changes nothing.
  update ops.incident_steps s set status = 'dropped', finished_at = util.now(), says = 'seorang petugas menutup insiden' where s.incident_id = p_id and s.status = 'planned';
  perform ops.incident_happen(p_id, 'close', p_note, 'over', p_actor_kind => 'operator',
    p_actor => coalesce((select p.name from ops.people p where p.id = v_person), util.caller()));
  return 'closed';
end;
$$;
comment on function ops.incident_close(bigint, text, bigint) is 'A person has taken care of a machine: closed | already_closed. Is it still ill, the next look opens a new incident. MD101 without a note, MD401.';
