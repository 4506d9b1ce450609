-- Compared with core, which says what counts today for each day, not with earlier loads: those overlap by six days.
create or replace function raw.sales_check_history(p_load_id bigint, p_facts jsonb)
returns table (check_name text, measured numeric, is_passed boolean, message text)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_day date;
  v_params jsonb;
  v_min numeric;
  v_rows numeric := (p_facts ->> 'rows')::numeric;
  v_day_rows numeric := (p_facts ->> 'day_rows')::numeric;
  v_day_quantity numeric := (p_facts ->> 'day_quantity')::numeric;
  v_known bigint;
  v_figure numeric;
  v_before record;
  v_names text[];
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  v_day := v_load.snapshot_date;
  v_params := raw.load_check_params('sales', 'rows_expected');
  if v_load.covers_to = v_day then
    select percentile_cont(0.5) within group (order by x.n) into v_figure
      from (
        select (select count(*) from core.fact_sales f where f.entity = d.entity and f.tanggal = d.tanggal) as n
          from core.sales_days d
         where d.entity = v_load.entity and d.tanggal < v_day and d.tanggal >= v_day - 7 * (v_params ->> 'weeks')::integer
           and extract(isodow from d.tanggal) = extract(isodow from v_day)
      ) x;
    return query
      select 'rows_expected', case when v_day_rows = 0 then coalesce(v_figure, 0) else 0 end, null::boolean,
             format('%s baris pada %s; biasanya hari itu %s baris.', v_day_rows, mart.date_text(v_day), coalesce(round(v_figure)::text, 'belum diketahui'));

    v_params := raw.load_check_params('sales', 'weekday_quantity');
    select count(*), avg(x.pairs) into v_known, v_figure
      from (
        select (select coalesce(sum(f.pairs_qty), 0) from core.fact_sales f where f.entity = d.entity and f.tanggal = d.tanggal) as pairs
          from core.sales_days d
         where d.entity = v_load.entity
           and d.tanggal in (select v_day - 7 * w.n from generate_series(1, (v_params ->> 'weeks')::integer) as w (n))
      ) x;
    return query
      select 'weekday_quantity', round(abs(v_day_quantity / nullif(v_figure, 0) - 1), 4),
             case when v_known < (v_params ->> 'needs')::integer or coalesce(v_figure, 0) = 0 then true end,
             case when v_known < (v_params ->> 'needs')::integer then format('%s pasang pada %s; belum cukup minggu untuk dibandingkan.', trim_scale(v_day_quantity), mart.date_text(v_day))
                  else format('%s pasang pada %s; rata-rata %s minggu pada hari yang sama %s pasang.', trim_scale(v_day_quantity), mart.date_text(v_day), v_known, round(v_figure)) end;

    v_params := raw.load_check_params('sales', 'store_missing');
    select array_agg(x.nama_gudang order by x.nama_gudang collate "C") into v_names
      from (
        select d.nama_gudang, d.name_key
          from (
            select distinct f.warehouse_id, f.tanggal from core.fact_sales f
             where f.entity = v_load.entity and f.tanggal between v_day - (v_params ->> 'days')::integer and v_day - 1
          ) s
          join core.dim_warehouse d on d.warehouse_id = s.warehouse_id
         group by d.warehouse_id
        having count(*) >= (v_params ->> 'on')::integer
      ) x
     where v_day_rows > 0
       and not exists (
         select from raw.staging_sales s where s.load_id = p_load_id and s.tanggal = v_day and lower(btrim(s.nama_gudang)) = x.name_key);
    return query
      select 'store_missing', coalesce(array_length(v_names, 1), 0)::numeric, v_names is null,
             format('%s toko/gudang yang selalu berjualan tidak ada pada %s: %s', coalesce(array_length(v_names, 1), 0), v_day, coalesce(array_to_string(v_names[1:5], ', '), '–'));
  end if;

  v_params := raw.load_check_params('sales', 'new_codes');
  select count(*) into v_known from core.sales_days d where d.entity = v_load.entity and d.tanggal < v_load.covers_from;
  return query
    select 'new_codes', round((p_facts ->> 'new_rows')::numeric / nullif(v_rows, 0), 4),
           case when v_rows < (v_params ->> 'min_rows')::numeric or v_known < (v_params ->> 'days')::integer
                  or v_load.covers_to - v_load.covers_from >= (v_params ->> 'max_days')::integer then true end,
           format('%s dari %s baris memakai kode yang belum pernah ada.', p_facts ->> 'new_rows', v_rows);

  v_params := raw.load_check_params('sales', 'price_level');
  v_min := (v_params ->> 'min_rows')::numeric;
  select count(*) as n, sum(f.total_amount) filter (where f.total_amount > 0) / nullif(sum(f.pairs_qty) filter (where f.total_amount > 0), 0) as price,
         sum(f.pairs_qty) / nullif(count(*), 0) as pairs
    into v_before
    from core.fact_sales f
   where f.entity = v_load.entity and f.tanggal between v_load.covers_from - (v_params ->> 'days')::integer and v_load.covers_from - 1 and f.pairs_qty > 0;
  v_figure := (p_facts ->> 'price')::numeric;
  return query
    select 'price_level', round(greatest(v_figure / v_before.price, v_before.price / v_figure), 4),
           case when v_before.n < v_min or v_rows < v_min or v_before.price is null or v_figure is null then true end,
           format('Harga rata-rata per pasang %s; sebelumnya %s.', coalesce(round(v_figure, 2)::text, '–'), coalesce(round(v_before.price, 2)::text, '–'));

  -- The same days as for the price: one scan.
  v_min := (raw.load_check_params('sales', 'pairs_level') ->> 'min_rows')::numeric;
  v_figure := (p_facts ->> 'pairs_per_line')::numeric;
  return query
    select 'pairs_level', round(greatest(v_figure / v_before.pairs, v_before.pairs / v_figure), 4),
           case when v_before.n < v_min or v_rows < v_min or v_figure is null then true end,
           format('Rata-rata %s pasang per baris; sebelumnya %s.', coalesce(round(v_figure, 2)::text, '–'), coalesce(round(v_before.pairs, 2)::text, '–'));

  -- Only days for which nothing newer speaks: of the others the load takes nothing away.
  select count(*) as n, count(*) filter (where s.tanggal is null) as vanished, count(*) filter (where f.pairs_qty < 0 and s.is_sold) as flipped
    into v_before
    from core.fact_sales f
    join core.sales_days d on d.entity = f.entity and d.tanggal = f.tanggal and d.snapshot_date <= v_load.snapshot_date
    left join (
      select t.tanggal, t.nomor_invoice, btrim(t.kode_produk) as code, bool_or(t.kuantitas > 0) as is_sold
        from raw.staging_sales t where t.load_id = p_load_id group by 1, 2, 3
    ) s on s.tanggal = f.tanggal and s.nomor_invoice = f.nomor_invoice and s.code = f.kode_barang
   where f.entity = v_load.entity and f.tanggal between v_load.covers_from and v_load.covers_to;
  return query
    select 'lines_vanished', round(v_before.vanished::numeric / nullif(v_before.n, 0), 4),
           case when v_before.n < (raw.load_check_params('sales', 'lines_vanished') ->> 'min_rows')::numeric then true end,
           format('%s dari %s baris yang sudah tercatat hilang.', v_before.vanished, v_before.n)
    union all
    select 'sign_flipped', v_before.flipped::numeric, v_before.flipped = 0, format('%s baris retur sekarang tercatat sebagai penjualan.', v_before.flipped);
end;
$$;
comment on function raw.sales_check_history(bigint, jsonb) is 'Compares a staged sales load with the sales that count today: per check what was measured, whether it passed and a sentence. Internal.';
