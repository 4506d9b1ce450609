-- Every column, in a form that depends on no setting of the session.
create or replace function ops.journal_row_hash(p_row ops.journal)
returns bytea
language sql stable
as $$
  select sha256(convert_to(jsonb_build_array(
    p_row.xid::text, p_row.id, to_char(p_row.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), p_row.kind, p_row.subject,
    p_row.action, p_row.actor, p_row.data)::text, 'UTF8'));
$$;
comment on function ops.journal_row_hash(ops.journal) is 'SHA-256 of a row of the journal.';
