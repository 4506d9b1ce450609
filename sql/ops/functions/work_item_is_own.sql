create or replace function ops.work_item_is_own(p_work_item_id bigint, p_person_id bigint)
returns boolean
language sql stable
as $$
  select exists (
    select from ops.work_items w
      join ops.people p on p.id = p_person_id and p.db_role is not null
      left join agent.profiles a on a.name = w.produced_by
      left join ops.occurrences o on o.id = w.occurrence_id and o.is_manual
     where w.id = p_work_item_id and (p.db_role = a.database_role or p.db_role = o.requested_by));
$$;
comment on function ops.work_item_is_own(bigint, bigint) is 'True when the person produced the item or asked for its run: such a person does not sign it.';
