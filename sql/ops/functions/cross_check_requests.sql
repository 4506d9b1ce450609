-- What can be asked again without disturbing anybody: the stock of a code in a warehouse as of the report's day, and documents
-- by their id. As drawn by the date as the report is; never more than the budget.
create or replace function ops.cross_check_requests(p_work_item_id bigint, p_revision_no integer, p_seed text)
returns table (entity text, requests jsonb, reason text)
language sql stable
as $$
  with load as materialized (
    select h.*, row_number() over (order by md5(p_seed || h.entity)) as n
      from ops.revision_bases b
      join raw.load_history h on b.load_sums ? h.load_id::text and h.load_id = any (b.load_ids) and h.status = 'accepted' and h.data_type = 'api'
     where b.work_item_id = p_work_item_id and b.revision_no = p_revision_no
  ), one as materialized (
    select l.entity from load l
      join ops.work_items w on w.id = p_work_item_id
      join ops.job_definitions d on d.key = w.definition_key
     where l.kind = case d.task_identifier when 'report/control_stock' then 'stock' else 'sales' end
     order by l.n, l.entity limit 1
  ), row as materialized (
    select a.kode_barang, a.nama_gudang, a.snapshot_date from one o
      join load l on l.entity = o.entity and l.kind = 'stock'
      join raw.accurate_stock a on a.entity = l.entity and a.load_id = l.load_id
      join ops.work_items w on w.id = p_work_item_id
      join ops.job_definitions d on d.key = w.definition_key and d.task_identifier = 'report/control_stock'
  ), asked as (
    -- Each code in each warehouse, also where raw has no row: half a snapshot lacks rows, it has no wrong ones.
    select 1 as place, row_number() over (order by md5(p_seed || c.kode_barang || g.nama_gudang)) as n,
           jsonb_build_object('kind', 'stock', 'no', c.kode_barang, 'warehouse', g.nama_gudang, 'date', c.snapshot_date) as request
      from (select x.kode_barang, min(x.snapshot_date) as snapshot_date from row x group by 1 order by md5(p_seed || x.kode_barang) limit util.setting_integer('cross_check.articles')) c
     cross join (select x.nama_gudang from row x group by 1 order by md5(p_seed || x.nama_gudang) limit util.setting_integer('cross_check.warehouses')) g
    union all
    select 2, d.n, d.request
      from (select row_number() over (order by md5(p_seed || s.kind || s.source_id)) as n, jsonb_build_object('kind', s.kind, 'id', s.source_id) as request
              from one o
              join load l on l.entity = o.entity and l.kind = 'sales'
              join raw.sales_documents s on s.load_id = l.load_id and s.line_count is not null) d
     where d.n <= util.setting_integer('cross_check.documents')
  )
  select (select o.entity from one o),
         coalesce((select jsonb_agg(x.request order by x.place, x.n) from (select a.* from asked a order by a.place, a.n limit util.setting_integer('cross_check.max_requests')) x), '[]'),
         case when not exists (select from one) then 'muatan laporan ini bukan dari API, atau sudah diganti' when not exists (select from asked) then 'tidak ada baris untuk dicontoh' end
$$;
comment on function ops.cross_check_requests(bigint, integer, text) is 'The sample: which company, and what is asked of its source again. Stock {no, warehouse, date}, documents {id}. reason: why nothing can be asked. Internal.';
