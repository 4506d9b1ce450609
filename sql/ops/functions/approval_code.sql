create or replace function ops.approval_code(p_approval_id bigint)
returns text
language sql stable
as $$
  select format('[M%s.%s %s %s]', a.work_item_id, a.revision_no, left(a.figures_hash, 8), left(a.token::text, 8))
    from ops.approvals a where a.id = p_approval_id
$$;
comment on function ops.approval_code(bigint) is 'What a mail about a request carries in its subject: item, revision, hash, token. A reply is matched by it.';
