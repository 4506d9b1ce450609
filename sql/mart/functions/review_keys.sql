create or replace function mart.review_keys(p_what text, p_frozen text[], p_source text[])
returns table (is_failure boolean, says text, measured text, expected text)
language sql immutable
as $$
  select true,
         format('laporan berisi %s %s, sumbernya %s', mart.number_text(cardinality(p_frozen)), p_what, mart.number_text(cardinality(p_source)))
         || coalesce('; tidak ada di laporan: ' || d.missing, '') || coalesce('; berlebih di laporan: ' || d.more, '') || '.',
         cardinality(p_frozen)::text, cardinality(p_source)::text
    from (
      select (select string_agg(x.k, ', ' order by x.k collate "C") from (select s.k from unnest(p_source) s (k) except select f.k from unnest(p_frozen) f (k) order by 1 limit 5) x) as missing,
             (select string_agg(x.k, ', ' order by x.k collate "C") from (select f.k from unnest(p_frozen) f (k) except select s.k from unnest(p_source) s (k) order by 1 limit 5) x) as more
    ) d
   where d.missing is not null or d.more is not null or cardinality(p_frozen) <> cardinality(p_source)
$$;
comment on function mart.review_keys(text, text[], text[]) is 'Compares the keys of frozen rows with those of their source: one row when they are not the same ones, naming up to five of each side. Internal.';
