create or replace function ops.explain_approval(p_work_item_id bigint)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language sql stable
as $$
  select 'waiting_for_person',
         format('%s (%s) is asked to sign revision %s since %s%s', v.person, v.role, v.revision_no, ops.explain_time(v.requested_at),
           case when v.mail_status is null then '' when v.mail_status <> 'confirmed' then format('; the mail is %s', v.mail_status) else '' end),
         jsonb_build_object('approval_id', v.approval_id, 'person', v.person, 'role', v.role, 'revision_no', v.revision_no, 'requested_at', v.requested_at, 'mail', v.mail_status),
         case when v.status = 'escalated' then 'A supervisor decides; he is reminded.'
              when v.ladder_started_at is null then 'The mail has not been confirmed: the next channel is tried.'
              when v.next_action is null then 'The ladder ends: it goes to the supervisor.'
              else format('Nobody answers: %s (%s).', replace(v.next_action, '_', ' '), v.next_whom) end,
         v.next_at
    from ops.v_pending_approvals v
   where v.work_item_id = p_work_item_id
   order by v.approval_id;
$$;
comment on function ops.explain_approval(bigint) is 'Causes: who is asked to sign a work item, until when, and who is next.';
