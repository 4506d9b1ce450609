-- A vendor's counter of changes is trusted for a few days only: what was changed past it is found by the next pull that
-- fetches every document. Asked for by age and not by weekday, so that a day without a pull only puts it off by that day.
create or replace function raw.sales_full_due(p_load_id bigint)
returns boolean
language sql stable
as $$
  select coalesce((d.payload || o.payload ->> 'full')::boolean, false)
      or not exists (
        select from raw.load_history f
         where f.kind = 'sales' and f.entity = h.entity and f.is_full
           and f.business_date > h.business_date - util.setting_integer('sales.full_details_days') and f.business_date <= h.business_date
           -- A superseded one counts while its successor of the same day stands: a load that was thrown out has read nothing.
           and (f.status = 'accepted' or f.status = 'superseded' and exists (
             select from raw.load_history s
              where s.kind = 'sales' and s.entity = f.entity and s.snapshot_date = f.snapshot_date and s.status = 'accepted' and s.load_id > f.load_id)))
    from raw.load_history h
    left join ops.occurrences o on o.id = h.occurrence_id
    left join ops.job_definitions d on d.key = o.definition_key
   where h.load_id = p_load_id
$$;
comment on function raw.sales_full_due(bigint) is 'True: this sales pull has to fetch every document, because the last one that did is sales.full_details_days old, or because its payload asks for it (full). Internal.';
