-- A token of another entity brings rows that are right in every other way. A sample is enough: two companies do not have
-- the same pairs of the same code in a warehouse of the same name, nor the same lines on one invoice number.
create or replace function raw.load_check_entity(p_load_id bigint, p_facts jsonb)
returns table (check_name text, measured numeric, is_passed boolean, message text)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_params jsonb;
  v_sampled bigint;
  v_share numeric := 0;
  v_entity text;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  v_params := raw.load_check_params(v_load.kind, 'other_entity');
  if (p_facts ->> 'rows')::numeric < (v_params ->> 'min_rows')::numeric then
    return query select 'other_entity', null::numeric, true, 'Terlalu sedikit baris untuk dinilai.';
    return;
  end if;

  if v_load.kind = 'stock' then
    select x.entity, x.share, x.sampled into v_entity, v_share, v_sampled
      from (
        select o.entity, count(f.kode_barang)::numeric / count(*) as share, count(*) as sampled
          from (
            select btrim(t.kode_barang) as code, lower(btrim(t.nama_gudang)) as name_key, t.kuantitas
              from raw.staging_stock t where t.load_id = p_load_id and t.kuantitas <> 0 order by t.line_no limit (v_params ->> 'sample')::integer
          ) s
         cross join (
            select d.entity, max(d.snapshot_date) as day from core.stock_days d where d.entity <> v_load.entity group by d.entity
          ) o
          left join core.dim_warehouse w on w.entity = o.entity and w.name_key = s.name_key
          left join core.fact_stock f on f.entity = o.entity and f.snapshot_date = o.day and f.kode_barang = s.code
            and f.warehouse_id = w.warehouse_id and f.pairs_qty = s.kuantitas
         group by o.entity
      ) x
     order by x.share desc, x.entity
     limit 1;
  else
    select x.entity, x.share, x.sampled into v_entity, v_share, v_sampled
      from (
        select o.entity, count(f.kode_barang)::numeric / count(*) as share, count(*) as sampled
          from (
            select t.tanggal, t.nomor_invoice, btrim(t.kode_produk) as code, t.kuantitas
              from raw.staging_sales t where t.load_id = p_load_id order by t.line_no limit (v_params ->> 'sample')::integer
          ) s
         cross join (select distinct d.entity from core.sales_days d where d.entity <> v_load.entity) o
          left join core.fact_sales f on f.entity = o.entity and f.tanggal = s.tanggal and f.nomor_invoice = s.nomor_invoice
            and f.kode_barang = s.code and f.pairs_qty = s.kuantitas
         group by o.entity
      ) x
     order by x.share desc, x.entity
     limit 1;
  end if;
  return query
    select 'other_entity', round(coalesce(v_share, 0), 4), null::boolean,
           case when coalesce(v_share, 0) = 0 then 'Tidak sama dengan data entitas lain.'
                else format('%s %% dari %s baris contoh sama persis dengan data %s.', round(100 * v_share), v_sampled, v_entity) end;
end;
$$;
comment on function raw.load_check_entity(bigint, jsonb) is 'Share of a staged load''s first rows that stand in another entity''s data just so. Internal.';
