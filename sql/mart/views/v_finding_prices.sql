create or replace view mart.v_finding_prices
with (security_invoker = true)
as
  select x.kode as subject, format('Artikel %s tanpa %s', x.kode, case when h.kode is null then 'baris di daftar harga' when h.harga_beli is null then 'harga beli' else 'harga jual' end) as title,
         format('Artikel %s; stok %s pasang tidak ikut dinilai.', x.kode_mix, mart.number_text(x.pairs)) as detail
    from (
      select d.kode, min(d.kode_mix) as kode_mix, coalesce(sum(k.pairs), 0) as pairs
        from core.dim_product d
        left join (
          select a.kode_barang, sum(a.total_pairs) as pairs
            from (select s.entity, max(s.snapshot_date) as snapshot_date from core.stock_days s group by s.entity) n
            join core.agg_stock_code a on a.entity = n.entity and a.snapshot_date = n.snapshot_date
           group by a.kode_barang
        ) k on k.kode_barang = d.kode_barang
       where d.is_mapped
       group by d.kode
      having bool_or(d.is_active) or bool_or(k.pairs <> 0)
    ) x
    left join portal.hpprsp h on h.kode = x.kode
   where h.kode is null or h.harga_beli is null or h.rsp is null;
comment on view mart.v_finding_prices is 'Finding: article codes that are active or hold stock, and have no price in portal.hpprsp. Their stock has no value in reports.';
