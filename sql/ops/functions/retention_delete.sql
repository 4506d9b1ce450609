-- The guard of append-only tables lets this table, in this transaction, be deleted from. Nothing but a deletion.
create or replace function ops.retention_delete(p_key text, p_before timestamptz, p_limit integer)
returns integer
language plpgsql volatile
as $$
declare
  v_count integer;
begin
  perform set_config('mandor.retention', p_key, true);
  v_count := case when p_key ~ '^(raw|portal)\.' then ops.retention_delete_data(p_key, p_before, p_limit)
                  else ops.retention_delete_work(p_key, p_before, p_limit) end;
  perform set_config('mandor.retention', '', true);
  return v_count;
end;
$$;
comment on function ops.retention_delete(text, timestamptz, integer) is 'Deletes one batch of what a retention rule lets go. How many rows. MD401 for a rule that has no statement.';
