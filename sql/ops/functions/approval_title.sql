create or replace function ops.approval_title(p_approval_id bigint)
returns text
language sql stable
as $$
  select concat_ws(' · ', format('%s %s', w.title, mart.date_text(w.business_date)),
           case when w.subject_key like 'koreksi-%' then 'koreksi ' || substr(w.subject_key, length('koreksi-') + 1) end,
           case when a.revision_no > 1 then 'revisi ' || a.revision_no end)
    from ops.approvals a
    join ops.work_items w on w.id = a.work_item_id
   where a.id = p_approval_id;
$$;
comment on function ops.approval_title(bigint) is 'What a person is asked to sign, in one line, as chats show it.';
