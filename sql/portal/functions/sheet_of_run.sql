create or replace function portal.sheet_of_run(p_run_token uuid)
returns portal.sheet_sources
language sql stable
as $$
  select s.*
    from ops.occurrences o
    join ops.job_definitions d on d.key = o.definition_key
    join portal.sheet_sources s on s.key = (d.payload || o.payload) ->> 'sheet'
   where o.run_token = p_run_token
$$;
comment on function portal.sheet_of_run(uuid) is 'The tab that the run with this token loads. NULL: another run holds it, or its row is gone. Internal.';
