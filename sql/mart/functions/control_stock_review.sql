create or replace function mart.control_stock_review(p_check text, p_business_date date, p_figures jsonb, p_result jsonb)
returns table (is_failure boolean, says text, measured text, expected text)
language plpgsql stable
as $$
declare
  v_rows jsonb := coalesce(p_figures -> 'rows', '[]');
begin
  if p_check = 'rows' then
    return query select k.* from mart.review_keys('artikel',
      array(select (x ->> 'kode_mix') || case when (x ->> 'is_mapped')::boolean then '' else ' (belum di Kode Mix)' end from jsonb_array_elements(v_rows) x),
      array(select c.kode_mix || case when c.is_mapped then '' else ' (belum di Kode Mix)' end from mart.control_stock(p_business_date) c)) k;
  elsif p_check = 'totals' then
    return query
      with r as materialized (
        select x.* from jsonb_to_recordset(v_rows) as x (kode_mix text, is_mapped boolean, flag text, whs_pairs numeric, whb_pairs numeric, store_pairs numeric,
          total_pairs numeric, sold_window numeric, recommended_po numeric, excess_pairs numeric)
      )
      select t.*
        from (
          values ('articles', 'artikel', (select count(*)::numeric from r)),
                 ('total_pairs', 'total stok', (select coalesce(sum(r.total_pairs), 0) from r)),
                 ('sold_window', 'terjual 3 bulan', (select coalesce(sum(r.sold_window), 0) from r)),
                 ('must_po', 'artikel WAJIB PO', (select count(*)::numeric from r where r.flag = 'MUST_PO')),
                 ('overstock', 'artikel overstock', (select count(*)::numeric from r where r.flag = 'OVERSTOCK')),
                 ('no_sales', 'artikel tanpa penjualan', (select count(*)::numeric from r where r.flag = 'NO_SALES')),
                 ('negative', 'artikel minus', (select count(*)::numeric from r where r.flag = 'NEGATIVE')),
                 ('unmapped', 'kode di luar Kode Mix', (select count(*)::numeric from r where not r.is_mapped)),
                 ('recommended_pairs', 'usulan PO', (select coalesce(sum(r.recommended_po), 0) from r)),
                 ('excess_pairs', 'pasang berlebih', (select coalesce(sum(r.excess_pairs) filter (where r.flag = 'OVERSTOCK'), 0) from r))
        ) as w (name, label, wanted)
       cross join lateral mart.review_totals(w.label, (p_figures ->> w.name)::numeric, w.wanted) t
      union all
      select true, format('artikel %s: WHS + WHB + toko = %s, totalnya %s.', r.kode_mix, mart.number_text(r.whs_pairs + r.whb_pairs + r.store_pairs), mart.number_text(r.total_pairs)),
             r.total_pairs::text, (r.whs_pairs + r.whb_pairs + r.store_pairs)::text
        from (select x.* from r x where x.total_pairs is distinct from x.whs_pairs + x.whb_pairs + x.store_pairs order by x.kode_mix limit 3) r;
  elsif p_check = 'stock' then
    return query select k.* from mart.review_articles('stok', 'pasang',
      (select coalesce(jsonb_agg(jsonb_build_object('kode_mix', x -> 'kode_mix', 'is_mapped', x -> 'is_mapped', 'value', x -> 'total_pairs')), '[]') from jsonb_array_elements(v_rows) x),
      (select coalesce(jsonb_agg(jsonb_build_object('kode_mix', s.kode_mix, 'is_mapped', s.is_mapped, 'value', s.pairs)), '[]')
         from (
           select coalesce(m.kode_mix, btrim(a.kode_barang)) as kode_mix, m.kode_barang is not null as is_mapped, sum(a.kuantitas) as pairs
             from unnest('{DDD,LJBB,MBB,UBB}'::text[]) as e (entity)
            cross join lateral (
              select h.load_id, h.snapshot_date from raw.load_history h
               where h.kind = 'stock' and h.entity = e.entity and h.status = 'accepted' and h.snapshot_date <= p_business_date
               order by h.snapshot_date desc limit 1) l
             join raw.accurate_stock a on a.entity = e.entity and a.snapshot_date = l.snapshot_date and a.load_id = l.load_id
             left join portal.warehouse w on w.entity = a.entity and lower(btrim(w.nama_gudang)) = lower(btrim(a.nama_gudang))
             left join portal.kodemix m on m.kode_barang = btrim(a.kode_barang)
            -- A warehouse that nobody knows counts as a shop.
            where coalesce(w.kind, 'STORE') <> 'OTHER' and coalesce(w.in_cover, true)
            group by 1, 2) s)) k;
  elsif p_check = 'sales' then
    return query select k.* from mart.review_articles('terjual dalam 3 bulan', 'pasang',
      (select coalesce(jsonb_agg(jsonb_build_object('kode_mix', x -> 'kode_mix', 'is_mapped', x -> 'is_mapped', 'value', x -> 'sold_window')), '[]') from jsonb_array_elements(v_rows) x),
      (select coalesce(jsonb_agg(jsonb_build_object('kode_mix', s.kode_mix, 'is_mapped', s.is_mapped, 'value', s.pairs)), '[]')
         from (select l.kode_mix, l.is_mapped, sum(l.pairs_qty) as pairs
                 from mart.review_sales_lines((p_figures ->> 'sales_from')::date, (p_figures ->> 'sales_to')::date) l group by 1, 2) s)) k;
  elsif p_check = 'text' then
    return query
      select k.* from mart.review_key_figures(p_result, jsonb_build_object(
        'Total stok', mart.number_text((p_figures ->> 'total_pairs')::numeric) || ' pasang',
        'Artikel', mart.number_text((p_figures ->> 'articles')::numeric),
        'Terjual 3 bulan', mart.number_text((p_figures ->> 'sold_window')::numeric) || ' pasang')
        || case when (p_figures ->> 'is_ready')::boolean then jsonb_build_object(
        'Wajib PO', mart.number_text((p_figures ->> 'must_po')::numeric) || ' artikel',
        'Overstock', mart.number_text((p_figures ->> 'overstock')::numeric) || ' artikel',
        'Nilai overstock', 'Rp ' || mart.number_text((p_figures ->> 'excess_value')::numeric)) else '{}' end) k
      union all
      select true, format('judul tidak menyebut %s.', w.words), p_result ->> 'subject', w.words
        from (select format('%s artikel WAJIB PO, %s overstock', mart.number_text((p_figures ->> 'must_po')::numeric), mart.number_text((p_figures ->> 'overstock')::numeric)) as words) w
       where (p_figures ->> 'is_ready')::boolean and position(w.words in p_result ->> 'subject') = 0;
  else
    raise exception 'Control Stock has no check %', p_check using errcode = 'MD401';
  end if;
end;
$$;
comment on function mart.control_stock_review(text, date, jsonb, jsonb) is 'Checks of a frozen Control Stock report: rows, totals, stock, sales, text. A row for each thing that is wrong. Internal; ops.review_check calls it.';
