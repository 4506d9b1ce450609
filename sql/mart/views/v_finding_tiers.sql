create or replace view mart.v_finding_tiers
with (security_invoker = true)
as
  select 'kode:' || a.kode_mix as subject, format('Kode-kode artikel %s berbeda tier', mart.article_text(a.kode_mix, a.name)) as title,
         format('Tier %s; dipakai tier terkecil (%s).',
           (select string_agg(distinct coalesce(k.tier::text, 'kosong'), ', ') from portal.kodemix k where k.kode_mix = a.kode_mix),
           coalesce(a.tier::text, 'kosong')) as detail
    from core.dim_article a
   where a.is_mapped and a.tiers_differ
  union all
  select 'hpprsp:' || h.kode, format('Tier %s di daftar harga berbeda dari Kode Mix', h.kode),
         format('Daftar harga: %s. Kode Mix: %s (artikel %s). Yang dipakai: Kode Mix.', h.tier, coalesce(a.tier::text, 'kosong'), a.kode_mix)
    from portal.hpprsp h
    join (select distinct d.kode, d.kode_mix from core.dim_product d where d.is_mapped) d on d.kode = h.kode
    join core.dim_article a on a.kode_mix = d.kode_mix and a.is_mapped
   where h.tier is not null and h.tier is distinct from a.tier
  union all
  select 'po:' || o.kode_mix, format('Tier artikel %s di tab PO berbeda dari Kode Mix', mart.article_text(a.kode_mix, a.name)),
         format('Tab PO: %s. Kode Mix: %s. Yang dipakai: Kode Mix.', string_agg(distinct o.tier::text, ', '), coalesce(a.tier::text, 'kosong'))
    from portal.purchase_orders_manual o
    join core.dim_article a on a.kode_mix = o.kode_mix and a.is_mapped
   where o.tier is not null and o.tier is distinct from a.tier
   group by o.kode_mix, a.kode_mix, a.name, a.tier;
comment on view mart.v_finding_tiers is 'Finding: articles whose codes disagree about the tier, and price lists and PO tabs that name another tier than the article''s.';
