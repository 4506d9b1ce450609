create or replace function ops.pause(p_what text, p_note text, p_until timestamptz default null)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_name text := split_part(p_what, ':', 2);
  v_known text;
  v_id bigint := nextval(pg_get_serial_sequence('ops.pauses', 'id'));
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not pause', util.caller() using errcode = '42501';
  end if;
  if coalesce(trim(p_note), '') = '' then
    raise exception 'say why % is paused', coalesce(p_what, 'NULL') using errcode = 'MD101', hint = 'Pass p_note.';
  end if;
  if p_until <= util.now() then
    raise exception 'a pause ends in the future, and % is past', p_until using errcode = 'MD101';
  end if;
  select string_agg(x.name, ', ' order by x.name collate "C") into v_known
    from (
      select 'agent' as kind, a.name from agent.profiles a
      union select 'job', d.key from ops.job_definitions d
      union select 'entity', d.payload ->> 'entity' from ops.job_definitions d
    ) x
   where x.kind = split_part(p_what, ':', 1) and x.name is not null
  having not bool_or(x.name = v_name);
  if p_what is null or (p_what <> 'all' and p_what !~ '^(agent|job|entity):') or (found and v_known is not null) then
    raise exception 'there is nothing like "%" to pause', coalesce(p_what, 'NULL')
      using errcode = 'MD401', hint = 'Write all, agent:<name>, job:<key> or entity:<name>.' || coalesce(' Known: ' || v_known || '.', '');
  end if;

  begin
    insert into ops.pauses (id, what, note, until, wakeup_id)
    overriding system value
    values (v_id, p_what, p_note, p_until,
            case when p_until is not null then ops.wakeup_add('pause_end', 'pause', v_id::text, p_until) end);
  exception when unique_violation then
    raise exception '% is paused already', p_what
      using errcode = 'MD202', hint = 'Resume it first, then pause it anew.';
  end;
  return v_id;
end;
$$;
comment on function ops.pause(text, text, timestamptz) is
  'Nothing of it starts any more: all, agent:<name>, job:<key> or entity:<name>. What runs goes on. With p_until it ends by itself. MD101 without a note, MD401 unknown, MD202 paused already.';
