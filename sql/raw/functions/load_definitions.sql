-- By entity and task, not by the run that brought it: a file has no run, and what waits for the entity waits all the same.
create or replace function raw.load_definitions(p_kind text, p_entity text)
returns text[]
language sql stable
as $$
  select coalesce(array_agg(d.key order by d.key collate "C"), '{}')
    from ops.job_definitions d
   where d.task_identifier = 'accurate/pull_' || p_kind and d.payload ->> 'entity' = p_entity
$$;
comment on function raw.load_definitions(text, text) is 'Jobs that pull this kind of data of this entity. Internal.';
