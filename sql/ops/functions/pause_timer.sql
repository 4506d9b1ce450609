create or replace function ops.pause_timer(p_wakeup_id bigint)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id bigint;
begin
  select p.id into v_id from ops.pauses p where p.wakeup_id = p_wakeup_id for update;
  if not found then
    return 'gone';
  end if;
  perform ops.pause_end(v_id, 'timer', 'its time was over');
  return 'ended';
end;
$$;
comment on function ops.pause_timer(bigint) is 'The time of a pause is over: it ends. gone when a person was first.';
