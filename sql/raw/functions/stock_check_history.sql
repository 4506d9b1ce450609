create or replace function raw.stock_check_history(p_load_id bigint, p_facts jsonb)
returns table (check_name text, measured numeric, is_passed boolean, message text)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_rows numeric := (p_facts ->> 'rows')::numeric;
  v_quantity numeric := (p_facts ->> 'quantity')::numeric;
  v_before date;
  v_newest date;
  v_pairs numeric;
  v_lines bigint;
  v_staged bigint;
  v_equal bigint;
  v_missing text[];
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  select max(d.snapshot_date) filter (where d.snapshot_date < v_load.snapshot_date), max(d.snapshot_date) into v_before, v_newest
    from core.stock_days d where d.entity = v_load.entity;
  return query
    select 'late_snapshot', greatest(v_newest - v_load.snapshot_date, 0)::numeric, case when v_newest is null then true end,
           format('Snapshot tanggal %s, sedangkan yang terbaru tanggal %s.', v_load.snapshot_date, coalesce(v_newest::text, '–'));
  if v_before is null then
    return query select x.name, null::numeric, true, 'Belum ada snapshot sebelumnya untuk dibandingkan.'
      from unnest(array['quantity_drift', 'same_as_before', 'warehouse_missing']) as x (name);
    return;
  end if;

  select count(*), coalesce(sum(f.pairs_qty), 0) into v_lines, v_pairs
    from core.fact_stock f where f.entity = v_load.entity and f.snapshot_date = v_before;
  return query
    select 'quantity_drift', round(abs(v_quantity - v_pairs) / nullif(abs(v_pairs), 0), 4),
           -- Rounded for people, judged exactly.
           abs(v_quantity - v_pairs) <= abs(v_pairs) * (select coalesce(c.threshold, c.default_threshold) from raw.load_checks c where c.kind = 'stock' and c.check_name = 'quantity_drift')
             or v_pairs = 0,
           format('Jumlah %s pasang; snapshot %s berisi %s pasang.', trim_scale(v_quantity), v_before, trim_scale(v_pairs));

  select count(*), count(*) filter (where f.pairs_qty = s.pairs) into v_staged, v_equal
    from (
      select btrim(t.kode_barang) as code, lower(btrim(t.nama_gudang)) as name_key, sum(t.kuantitas) as pairs
        from raw.staging_stock t where t.load_id = p_load_id group by 1, 2 having sum(t.kuantitas) <> 0
    ) s
    left join core.dim_warehouse d on d.entity = v_load.entity and d.name_key = s.name_key
    left join core.fact_stock f on f.entity = v_load.entity and f.snapshot_date = v_before and f.kode_barang = s.code and f.warehouse_id = d.warehouse_id;
  return query
    select 'same_as_before', (v_staged = v_equal and v_staged = v_lines)::integer::numeric,
           -- Where nothing is sold, nothing need move for days.
           not (v_staged = v_equal and v_staged = v_lines) or not exists (select from core.sales_days d where d.entity = v_load.entity)
             or v_rows < (raw.load_check_params('stock', 'same_as_before') ->> 'min_rows')::numeric,
           case when v_staged = v_equal and v_staged = v_lines then format('Snapshot ini sama persis dengan snapshot %s: kemungkinan data lama.', v_before)
                else format('%s dari %s saldo sama dengan snapshot %s.', v_equal, v_staged, v_before) end;

  select array_agg(x.nama_gudang order by x.nama_gudang collate "C") into v_missing
    from (
      select d.nama_gudang, d.name_key
        from core.fact_stock f join core.dim_warehouse d on d.warehouse_id = f.warehouse_id
       where f.entity = v_load.entity and f.snapshot_date = v_before
       group by d.warehouse_id
      having count(*) >= (raw.load_check_params('stock', 'warehouse_missing') ->> 'min_lines')::numeric
    ) x
   where not exists (select from raw.staging_stock s where s.load_id = p_load_id and lower(btrim(s.nama_gudang)) = x.name_key);
  return query
    select 'warehouse_missing', coalesce(array_length(v_missing, 1), 0)::numeric, v_missing is null,
           format('%s gudang tidak ada lagi dalam data: %s', coalesce(array_length(v_missing, 1), 0), coalesce(array_to_string(v_missing[1:5], ', '), '–'));
end;
$$;
comment on function raw.stock_check_history(bigint, jsonb) is 'Compares a staged stock load with the previous accepted snapshot of its entity: per check what was measured, whether it passed and a sentence. Internal.';
