create or replace function ops.review_loads_newest(p_work_item_id bigint, p_revision_no integer)
returns table (is_failure boolean, says text, measured text, expected text)
language sql stable
as $$
  with item as (
    select w.definition_key, w.business_date from ops.work_items w where w.id = p_work_item_id
  ), used as (
    select h.load_id, h.kind, h.entity
      from ops.revision_loads l join raw.load_history h on h.load_id = l.load_id
     where l.work_item_id = p_work_item_id and l.revision_no = p_revision_no
  ), newest as (
    select n.* from item i cross join lateral ops.report_loads(i.definition_key, i.business_date) n
  ), side as (
    -- Who pulls nothing needs no load: a need that is no pull has none.
    select k.kind, k.entity,
           (select string_agg(u.load_id::text, ', ' order by u.load_id) from used u where (u.kind, u.entity) = (k.kind, k.entity)) as used,
           (select string_agg(n.load_id::text, ', ' order by n.load_id) from newest n where (n.kind, n.entity) = (k.kind, k.entity)) as newest
      from (
        select replace(j.task_identifier, 'accurate/pull_', '') as kind, j.payload ->> 'entity' as entity
          from item i
          join ops.job_definitions d on d.key = i.definition_key
          join ops.job_definitions j on j.key = any (d.needs) and j.task_identifier like 'accurate/pull\_%'
        union
        select u.kind, u.entity from used u
        union
        select n.kind, n.entity from newest n) k
  )
  select true,
         format('%s %s: laporan memakai %s, yang berlaku sekarang %s.', case s.kind when 'stock' then 'stok' when 'sales' then 'penjualan' else s.kind end, s.entity,
           coalesce('muatan ' || s.used, 'tanpa muatan'), coalesce('muatan ' || s.newest, 'tidak ada (ditarik kembali)')),
         coalesce(s.used, '–'), coalesce(s.newest, '–')
    from side s
   where s.used is distinct from s.newest or s.used is null
   order by s.kind, s.entity
$$;
comment on function ops.review_loads_newest(bigint, integer) is 'Check loads_newest: a row per kind and company whose load is not the one that the revision stands on.';
