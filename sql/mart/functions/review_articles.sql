create or replace function mart.review_articles(p_what text, p_unit text, p_frozen jsonb, p_raw jsonb)
returns table (is_failure boolean, says text, measured text, expected text)
language sql immutable
as $$
  with frozen as (
    select x.kode_mix, x.is_mapped, x.value from jsonb_to_recordset(p_frozen) as x (kode_mix text, is_mapped boolean, value numeric)
  ), raw as (
    select x.kode_mix, x.is_mapped, x.value from jsonb_to_recordset(p_raw) as x (kode_mix text, is_mapped boolean, value numeric)
  ), differs as (
    select coalesce(f.kode_mix, r.kode_mix) as kode_mix, coalesce(f.value, 0) as measured, coalesce(r.value, 0) as expected,
           row_number() over (order by abs(coalesce(f.value, 0) - coalesce(r.value, 0)) desc, coalesce(f.kode_mix, r.kode_mix) collate "C") as n
      from frozen f
      full join raw r on r.kode_mix = f.kode_mix and r.is_mapped = f.is_mapped
     where coalesce(f.value, 0) <> coalesce(r.value, 0)
  )
  select true,
         format('%s di laporan %s %s, menurut data mentah %s; berbeda pada %s artikel, misalnya %s.', p_what, mart.number_text(t.frozen), p_unit, mart.number_text(t.raw),
           mart.number_text(count(*)), string_agg(format('%s (laporan %s, data mentah %s)', d.kode_mix, mart.number_text(d.measured), mart.number_text(d.expected)), ', ' order by d.n)
             filter (where d.n <= 3)),
         t.frozen::text, t.raw::text
    from differs d
   cross join (select (select coalesce(sum(f.value), 0) from frozen f) as frozen, (select coalesce(sum(r.value), 0) from raw r) as raw) t
   group by t.frozen, t.raw
$$;
comment on function mart.review_articles(text, text, jsonb, jsonb) is 'Compares figures of articles, frozen and from raw ([{kode_mix, is_mapped, value}]): one row when any differ, naming the three greatest differences. Internal.';
