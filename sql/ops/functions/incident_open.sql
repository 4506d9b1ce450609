create or replace function ops.incident_open(p_machine_key text, p_cause text, p_says text)
returns bigint
language plpgsql volatile
as $$
declare
  v_id bigint;
begin
  select i.id into v_id from ops.incidents i where i.machine_key = p_machine_key and i.status <> 'closed' for update;
  if found then
    return v_id;
  end if;
  v_id := nextval(pg_get_serial_sequence('ops.incidents', 'id'));
  insert into ops.incidents (id, machine_key, cause, says, wakeup_id)
  overriding system value
  values (v_id, p_machine_key, p_cause, p_says, ops.wakeup_add('step_limit', 'incident', v_id::text, util.now() + interval '15 minutes'));
  return v_id;
end;
$$;
comment on function ops.incident_open(text, text, text) is 'The open incident of a machine; a new one when there is none. The caller holds the machine''s lock, and says what is asked next.';
