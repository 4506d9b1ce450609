create or replace view mart.v_finding_texts
with (security_invoker = true)
as
  select a.kode_mix as subject, format('Kode-kode artikel %s berbeda gender atau seri', mart.article_text(a.kode_mix, a.name)) as title,
         (select format('Gender %s; seri %s. Dipakai yang terbanyak: %s, %s.',
                   string_agg(distinct coalesce(k.gender, 'kosong'), ', '), string_agg(distinct coalesce(k.series, 'kosong'), ', '),
                   coalesce(a.gender, 'kosong'), coalesce(a.series, 'kosong'))
            from portal.kodemix k where k.kode_mix = a.kode_mix) as detail
    from core.dim_article a
   where a.is_mapped and a.texts_differ;
comment on view mart.v_finding_texts is 'Finding: articles whose codes disagree about gender or series.';
