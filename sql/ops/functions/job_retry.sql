-- One command for whatever stopped. Each kind has its own way back; the common part is that a person says why.
create or replace function ops.job_retry(p_kind text, p_id text, p_note text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text := p_kind || ':' || p_id;
  v_form text := case p_kind when 'event' then '^[0-9a-fA-F-]{36}$' when 'review' then '^[0-9]{1,18}[.][0-9]{1,9}$' else '^[0-9]{1,18}$' end;
  v_status text;
  v_task text;
  v_occurrence ops.occurrences;
  v_open bigint;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not retry', util.caller() using errcode = '42501';
  end if;
  if coalesce(trim(p_note), '') = '' then
    raise exception 'say why % is to be tried again', v_key using errcode = 'MD101', hint = 'Pass a note.';
  end if;
  if p_kind not in ('event', 'occurrence', 'work_item', 'outbox', 'review', 'inbound') then
    raise exception 'there is no kind %', coalesce(p_kind, 'NULL') using errcode = 'MD101', hint = 'Known: event, occurrence, work_item, outbox, review, inbound.';
  end if;
  if p_id is null or p_id !~ v_form then
    raise exception '% is no id of kind %', coalesce(p_id, 'NULL'), p_kind using errcode = 'MD101', hint = 'mandor status shows the ids.';
  end if;
  perform ops.journal_write('operator', v_key, 'retry', jsonb_build_object('note', p_note));
  update ops.job_crashes c set cleared_at = clock_timestamp(), cleared_by = util.caller(), note = p_note
   where c.job_key = v_key and c.cleared_at is null;

  if p_kind = 'event' then
    select e.status into v_status from ops.events e where e.id = p_id::uuid;
    if v_status = 'failed' then
      perform ops.event_retry(p_id::uuid, p_note);
      return 'pending';
    end if;
    v_task := 'ops/handle_event';
  elsif p_kind = 'work_item' then
    select w.status, d.task_identifier into v_status, v_task
      from ops.work_items w join ops.job_definitions d on d.key = w.definition_key where w.id = p_id::bigint;
    if v_status = 'failed' then
      return ops.work_item_retry(p_id::bigint, p_note);
    end if;
  elsif p_kind = 'review' then
    v_task := 'review/check';
    select case when w.status = 'done' and w.revision_no = split_part(p_id, '.', 2)::integer then 'pending' else w.status end into v_status
      from ops.work_items w where w.id = split_part(p_id, '.', 1)::bigint;
  elsif p_kind = 'occurrence' then
    select o.* into v_occurrence from ops.occurrences o where o.id = p_id::bigint;
    v_status := v_occurrence.status;
    select d.task_identifier into v_task from ops.job_definitions d where d.key = v_occurrence.definition_key;
    if v_status in ('failed', 'skipped') then
      -- The slot keeps its outcome; the new attempt is a run of its own for the same date. Two failures of one day are one
      -- day's work: who asks for the second one gets the run that the first one opened. The lock comes before the look.
      perform ops.occurrences_lock_date(v_occurrence.business_date);
      select o.id into v_open
        from ops.occurrences o
       where o.definition_key = v_occurrence.definition_key and o.business_date = v_occurrence.business_date
         and o.payload = v_occurrence.payload and o.status in ('expected', 'waiting', 'running')
         and not exists (select from ops.wakeups u where u.id = o.wakeup_id and u.kind = 'slot')
       order by o.id
       limit 1
         for update of o;
      if found then
        perform ops.occurrence_resume(v_open);
        return 'occurrence ' || v_open;
      end if;
      return 'occurrence ' || ops.occurrence_open(v_occurrence.definition_key, v_occurrence.business_date, v_occurrence.payload);
    end if;
    if exists (select from ops.work_items w where w.occurrence_id = v_occurrence.id) then
      raise exception 'run % belongs to a work item', p_id
        using errcode = 'MD201', hint = format('mandor retry work_item %s --note …', (select w.id from ops.work_items w where w.occurrence_id = v_occurrence.id order by w.id limit 1));
    end if;
    update ops.occurrences o set deferred_until = null, wakeup_id = null, released_at = coalesce(o.released_at, util.now()) where o.id = v_occurrence.id and o.deferred_until is not null;
  elsif p_kind = 'inbound' then
    update ops.inbound_messages m set status = 'new', detail = null where m.id = p_id::bigint and m.status = 'failed';
    select m.status, 'intake/read' into v_status, v_task from ops.inbound_messages m where m.id = p_id::bigint;
  else
    select o.status, 'deliver/' || o.channel into v_status, v_task from ops.outbox o where o.id = p_id::bigint for update;
    if v_status = 'unknown' then
      return ops.outbox_resolve(p_id::bigint, 'planned', p_note);
    elsif v_status = 'failed' then
      update ops.outbox o
         set status = 'planned', attempts = 0,
             error = coalesce(o.error, '{}') || jsonb_build_object('retry', jsonb_build_object('by', util.caller(), 'at', util.now(), 'note', p_note))
       where o.id = p_id::bigint;
      v_status := 'planned';
    elsif v_status = 'planned' then
      update ops.outbox o set next_at = null where o.id = p_id::bigint;
    end if;
  end if;

  if v_status is null then
    raise exception 'there is no % %', p_kind, p_id using errcode = 'MD401', hint = 'mandor status shows the ids.';
  end if;
  if v_status not in ('pending', 'processing', 'expected', 'waiting', 'running', 'scheduled', 'in_progress', 'revision', 'planned', 'new') then
    raise exception '% is %: there is nothing to try again', v_key, v_status using errcode = 'MD201';
  end if;
  -- A job that a live worker holds goes on; adding its key again would only run it a second time.
  if exists (select from ops.jobs_list() j where j.key = v_key and j.is_held) then
    return v_status;
  end if;
  perform ops.jobs_add(v_task, p_kind, array[p_id]);
  return v_status;
end;
$$;
comment on function ops.job_retry(text, text, text) is
  'A person lets an event, occurrence, work_item, outbox or inbound row, or a review (<item>.<revision>), be tried again: its state after that (a failed run: the number of the new one, or of the one that is under way for the same day). Clears its count of dead workers. MD101 without a note, MD201 nothing to retry, MD401 unknown.';
