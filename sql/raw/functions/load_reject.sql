create or replace function raw.load_reject(p_load_id bigint, p_note text, p_person_id bigint default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_note text := ops.note_require(p_note, format('rejecting load %s', p_load_id));
  v_load raw.load_history;
  v_outcome text;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not reject loads', v_caller using errcode = '42501';
  end if;
  v_load := raw.load_lock(p_load_id);
  if v_load.status = 'quarantined' then
    perform raw.load_close(p_load_id, 'rejected', null);
    v_outcome := 'rejected';
  elsif v_load.status = 'accepted' then
    perform raw.load_take_back(p_load_id);
    v_outcome := 'superseded';
  else
    raise exception 'load % is %, only a quarantined or an accepted one is rejected', p_load_id, v_load.status
      using errcode = 'MD201', detail = jsonb_build_object('load_id', p_load_id, 'status', v_load.status, 'superseded_by', v_load.superseded_by)::text,
            hint = case when v_load.superseded_by is not null then format('Load %s took its place.', v_load.superseded_by) else format('`mandor explain load %s` says more.', p_load_id) end;
  end if;
  update raw.load_history h
     set note = v_note, decided_at = util.now(), decided_by = v_caller, decided_person_id = ops.person_require(ops.person_acting(p_person_id))
   where h.load_id = p_load_id;
  if v_outcome = 'superseded' then
    perform raw.load_reports_warn(p_load_id);
  end if;
  return v_outcome;
end;
$$;
comment on function raw.load_reject(bigint, text, bigint) is
  'A person refuses a load. Quarantined: rejected, its rows go. Accepted: superseded; core and raw are as if it had never come, the load that it displaced counts again. p_person_id: for whom the console speaks. MD101 no note, MD201 neither quarantined nor accepted, MD203 what counted before is no longer kept, MD401 unknown.';
