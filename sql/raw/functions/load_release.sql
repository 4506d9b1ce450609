create or replace function raw.load_release(p_load_id bigint, p_note text, p_person_id bigint default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_note text := ops.note_require(p_note, format('releasing load %s', p_load_id));
  v_load raw.load_history;
  v_newer bigint;
  v_never text;
  v_follower bigint;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not release loads', v_caller using errcode = '42501';
  end if;
  v_load := raw.load_lock(p_load_id);
  if v_load.status <> 'quarantined' then
    raise exception 'load % is %, only a quarantined one is released', p_load_id, v_load.status
      using errcode = 'MD201', detail = jsonb_build_object('load_id', p_load_id, 'status', v_load.status, 'superseded_by', v_load.superseded_by)::text,
            hint = case when v_load.superseded_by is not null then format('Load %s took its place.', v_load.superseded_by) else format('`mandor explain load %s` says more.', p_load_id) end;
  end if;
  select string_agg(c.check_name, ', ' order by c.check_name) into v_never
    from jsonb_array_elements(v_load.validation) v
    join raw.load_checks c on c.kind = v_load.kind and c.check_name = v ->> 'check' and not c.is_releasable
   where not (v ->> 'passed')::boolean;
  if v_never is not null then
    raise exception 'load % cannot be released: % failed, and its rows are not whole', p_load_id, v_never
      using errcode = 'MD202', hint = 'Reject it, then pull or load that day again.';
  end if;
  select h.load_id into v_newer
    from raw.load_history h
   where h.source = v_load.source and h.kind = v_load.kind and h.entity = v_load.entity and h.snapshot_date = v_load.snapshot_date
     and h.status = 'accepted' and h.load_id > p_load_id;
  if found then
    raise exception 'load % is newer than load % and accepted: releasing would put old rows in place of new ones', v_newer, p_load_id
      using errcode = 'MD501', hint = format('Reject load %s, or reject load %s first.', p_load_id, v_newer);
  end if;

  perform raw.load_accept(p_load_id);
  update raw.load_history h
     set note = v_note, decided_at = util.now(), decided_by = v_caller, decided_person_id = ops.person_require(ops.person_acting(p_person_id))
   where h.load_id = p_load_id;

  perform ops.occurrences_lock_date(v_load.business_date);
  for v_follower in
    select o.id
      from ops.occurrences o
      join ops.job_definitions d on d.key = o.definition_key
     where o.status = 'waiting' and o.business_date = v_load.business_date and d.needs && raw.load_definitions(v_load.kind, v_load.entity)
     order by o.id
  loop
    perform ops.occurrence_advance(v_follower);
  end loop;
  return 'accepted';
end;
$$;
comment on function raw.load_release(bigint, text, bigint) is
  'A person answers for a quarantined load: it is accepted, and what waited for it goes on. p_person_id: for whom the console speaks. MD101 no note, MD201 not quarantined, MD202 its rows are not whole, MD401 unknown, MD501 a newer one is accepted or a gap between ranges.';
