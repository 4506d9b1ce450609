create or replace function ops.work_item_actor(p_work_item_id bigint, p_person_id bigint, p_kinds text[], out actor_kind text, out actor text)
language plpgsql stable
as $$
declare
  v_caller name := util.caller();
  v_person bigint := ops.person_acting(p_person_id);
  v_owns boolean := v_caller in ('mandor_owner', 'mandor_deploy') or exists (select from pg_roles r where r.rolname = v_caller and r.rolsuper);
begin
  if not ops.caller_is_staff() and v_person is null then
    raise exception 'role % may not decide about work items', v_caller using errcode = '42501';
  end if;
  actor := coalesce((select p.name from ops.people p where p.id = v_person), v_caller);
  actor_kind := case
    when v_person = ops.work_item_supervisor(p_work_item_id) and 'supervisor' = any (p_kinds) then 'supervisor'
    when 'operator' = any (p_kinds) then 'operator'
    -- Whoever owns the database owns the decision too, when no person is named: else an item could be stuck for ever.
    when v_owns and p_person_id is null then 'supervisor' end;
end;
$$;
comment on function ops.work_item_actor(bigint, bigint, text[]) is 'As what the caller acts on an item, out of the kinds that may: supervisor or operator; NULL: as none of them. 42501 for a role that is neither staff nor a person.';
