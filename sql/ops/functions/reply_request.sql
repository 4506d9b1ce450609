-- Thread and subject are two witnesses. One that is whole suffices; when both speak they must mean the same request.
create or replace function ops.reply_request(p_parsed jsonb, p_person_id bigint)
returns table (approval_id bigint, work_item_id bigint, problem text, why text)
language plpgsql stable
as $$
declare
  v_ref record;
  v_thread ops.approvals;
  v_subject ops.approvals;
  v_approval ops.approvals;
  v_item_id bigint;
  v_revision_no integer;
  v_unsigned text[] := array(select jsonb_array_elements_text(coalesce(p_parsed -> 'unsigned', '[]')));
begin
  select * into v_ref
    from ops.reply_reference(
      array(select jsonb_array_elements_text(p_parsed -> 'in_reply_to')), array(select jsonb_array_elements_text(p_parsed -> 'references')), p_parsed ->> 'subject');
  v_item_id := coalesce(v_ref.work_item_id, v_ref.subject_item);
  if v_item_id is null then
    return;
  end if;
  select w.id, w.revision_no into v_item_id, v_revision_no from ops.work_items w where w.id = v_item_id;
  if not found then
    return query select null::bigint, null::bigint, 'refused_token', 'there is no such item';
    return;
  end if;
  if v_ref.work_item_id is not null then
    select a.* into v_thread from ops.approvals a where a.token = v_ref.token::uuid and a.work_item_id = v_ref.work_item_id and a.revision_no = v_ref.revision_no;
  end if;
  if v_ref.subject_item is not null then
    select a.* into v_subject
      from ops.approvals a
     where a.work_item_id = v_ref.subject_item and a.revision_no = v_ref.subject_revision and left(a.token::text, 8) = v_ref.subject_token;
  end if;
  v_approval := case when v_ref.work_item_id is not null then v_thread else v_subject end;

  return query select v_approval.id, v_item_id, x.problem, x.why
    from (
      select case
        when v_ref.work_item_id is not null and v_thread.id is null then 'refused_token'
        when v_ref.subject_item is not null and v_subject.id is null then 'refused_token'
        when v_ref.subject_item is not null and v_approval.work_item_id <> v_subject.work_item_id then 'refused_token'
        when v_ref.subject_item is not null and v_approval.person_id <> v_subject.person_id then 'refused_token'
        when v_approval.person_id is distinct from p_person_id then 'refused_token'
        when v_ref.subject_item is not null and v_approval.id <> v_subject.id then 'refused_stale'
        when v_ref.subject_item is not null and left(v_subject.figures_hash, 8) <> v_ref.subject_hash then 'refused_stale'
        when v_approval.revision_no <> v_revision_no then 'refused_stale'
        -- One of the two must be the person's: a genuine "Setuju" on another matter can be sent on with our Message-ID in it.
        when (v_ref.subject_item is null or 'subject' = any (v_unsigned))
             and (v_ref.work_item_id is null or v_unsigned && '{in-reply-to,references}') then 'refused_unverified' end as problem,
        case
        when v_ref.work_item_id is not null and v_thread.id is null or v_ref.subject_item is not null and v_subject.id is null then 'its code belongs to no request'
        when v_ref.subject_item is not null and v_approval.work_item_id <> v_subject.work_item_id then 'thread and subject name different items'
        when v_approval.person_id is distinct from p_person_id or v_approval.person_id <> v_subject.person_id then 'its code was given to somebody else'
        when v_approval.revision_no <> v_revision_no then format('revision %s, the current one is %s', v_approval.revision_no, v_revision_no)
        when v_ref.subject_item is not null and (v_approval.id <> v_subject.id or left(v_subject.figures_hash, 8) <> v_ref.subject_hash)
          then 'thread and subject name different revisions or figures'
        else 'no signature covers the header that names the report' end as why
    ) x;
end;
$$;
comment on function ops.reply_request(jsonb, bigint) is 'Which request a mail answers, and what is wrong about its code (refused_token, refused_stale, refused_unverified) when this person uses it. No row: it refers to nothing of ours.';
