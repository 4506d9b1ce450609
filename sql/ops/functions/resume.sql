create or replace function ops.resume(p_what text, p_note text)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id bigint;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not resume', util.caller() using errcode = '42501';
  end if;
  if coalesce(trim(p_note), '') = '' then
    raise exception 'say why % goes on', coalesce(p_what, 'NULL') using errcode = 'MD101', hint = 'Pass p_note.';
  end if;
  select p.id into v_id from ops.pauses p where p.what = p_what and p.ended_at is null for update;
  if not found then
    return false;
  end if;
  perform ops.pause_end(v_id, util.caller(), p_note);
  return true;
end;
$$;
comment on function ops.resume(text, text) is 'Ends a pause; what it held back starts, or is decided by catch_up when its time is long past. False: it was not paused. MD101 without a note.';
