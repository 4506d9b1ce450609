-- When codes of one article disagree: smallest tier, most frequent text; the difference is kept for data quality.
create or replace function core.articles_describe(p_kode_mix text[], p_is_mapped boolean[])
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from core.dim_article a using unnest(p_kode_mix, p_is_mapped) as x (kode_mix, is_mapped)
   where a.kode_mix = x.kode_mix and a.is_mapped = x.is_mapped
     and not exists (select from core.dim_product d where d.kode_mix = a.kode_mix and d.is_mapped = a.is_mapped);

  insert into core.dim_article as a (kode_mix, is_mapped, name, tier, gender, series, codes_total, codes_active, tiers_differ, texts_differ, first_sale_on)
  select x.kode_mix, x.is_mapped,
         core.most_frequent(array_agg(case when x.is_mapped then k.name else d.name end)), min(k.tier), core.most_frequent(array_agg(k.gender)), core.most_frequent(array_agg(k.series)),
         count(*), count(*) filter (where d.is_active),
         count(distinct coalesce(k.tier, -1)) > 1,
         count(distinct coalesce(k.gender, '')) > 1 or count(distinct coalesce(k.series, '')) > 1,
         (select min(s.tanggal) from core.agg_sales_daily s
           where s.kode_mix = x.kode_mix and s.is_mapped = x.is_mapped and s.positive_count > 0)
    from (select distinct u.kode_mix, u.is_mapped from unnest(p_kode_mix, p_is_mapped) as u (kode_mix, is_mapped)) x
    join core.dim_product d on d.kode_mix = x.kode_mix and d.is_mapped = x.is_mapped
    left join portal.kodemix k on k.kode_barang = d.kode_barang and d.is_mapped
   group by x.kode_mix, x.is_mapped
  on conflict (kode_mix, is_mapped) do update
     set name = excluded.name, tier = excluded.tier, gender = excluded.gender, series = excluded.series,
         codes_total = excluded.codes_total, codes_active = excluded.codes_active,
         tiers_differ = excluded.tiers_differ, texts_differ = excluded.texts_differ, first_sale_on = excluded.first_sale_on;
end;
$$;
comment on function core.articles_describe(text[], boolean[]) is 'Works out what the codes of these articles agree on, and their first sale. Internal.';
