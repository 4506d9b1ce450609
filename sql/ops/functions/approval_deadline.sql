create or replace function ops.approval_deadline(p_work_item_id bigint, out what text, out due_at timestamptz, out "position" integer, out action text, out whom text)
language plpgsql stable
as $$
declare
  v_item ops.work_items;
  v_policy ops.approval_policies;
  v_away timestamptz;
begin
  select w.* into strict v_item from ops.work_items w where w.id = p_work_item_id;
  if v_item.ladder_started_at is null or ops.approval_late_arrival(p_work_item_id) is not null then
    what := 'arrival';
    select case when bool_or(x.status = 'confirmed') or bool_and(x.status = 'failed') then util.now()
                else max(x.created_at) + interval '30 minutes' end
      into due_at
      from ops.approvals a join ops.outbox x on x.id = a.outbox_id
     where a.work_item_id = p_work_item_id and a.status = 'open';
  else
    select p.* into v_policy
      from ops.approval_policies p
      left join ops.job_definitions d on d.key = v_item.definition_key
     where p.id = d.approval_policy_id or (d.approval_policy_id is null and p.is_default);
    select 'rung', ops.calendar_add(v_policy.calendar_key, v_item.ladder_started_at, r.after), r.position, r.action, r.whom
      into what, due_at, "position", action, whom
      from ops.approval_rungs r
     where r.policy_id = v_policy.id and r.position > v_item.rung_position
     order by r.position
     limit 1;
    if what is null then
      -- A ladder without a last rung must end all the same.
      what := 'rung';
      due_at := util.now();
      action := 'escalate';
      whom := 'supervisor';
    end if;
  end if;
  -- An absence opens the backup at once, also one that begins while we wait.
  if not exists (select from ops.approvals a where a.work_item_id = p_work_item_id and a.role = 'backup' and a.status = 'open') then
    select min(greatest(b.from_on::timestamp at time zone 'Asia/Jakarta', util.now())) into v_away
      from ops.approvals a
      join ops.absences b on b.person_id = a.person_id and b.to_on >= util.local_date((select util.now()))
     where a.work_item_id = p_work_item_id and a.role = 'pic' and a.status = 'open'
       -- Already away when nobody could be found: asked again with the rungs, not without end.
       and (b.from_on > util.local_date((select util.now())) or ops.work_item_backup(p_work_item_id) is not null);
    -- Before what is overdue: a timer that fires late must not leave the backup unasked.
    if v_away <= greatest(due_at, util.now()) then
      what := 'absence';
      due_at := v_away;
      "position" := null;
      action := null;
      whom := null;
    end if;
  end if;
  due_at := coalesce(due_at, util.now());
end;
$$;
comment on function ops.approval_deadline(bigint) is 'What a pending approval waits for next, and until when: arrival of the request, absence of the PIC, or a rung of the ladder (its position, action, whom).';
