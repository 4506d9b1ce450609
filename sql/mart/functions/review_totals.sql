create or replace function mart.review_totals(p_label text, p_measured numeric, p_expected numeric)
returns table (is_failure boolean, says text, measured text, expected text)
language sql immutable
as $$
  select true, format('%s: tertulis %s, jumlah rinciannya %s.', p_label,
           coalesce(mart.number_text(p_measured, d.decimals), '–'), coalesce(mart.number_text(p_expected, d.decimals), '–')),
         p_measured::text, p_expected::text
    from (select case when p_measured = trunc(p_measured) and p_expected = trunc(p_expected) then 0 else 2 end as decimals) d
   where p_measured is distinct from p_expected
$$;
comment on function mart.review_totals(text, numeric, numeric) is 'A row when a frozen total is not what its parts add up to. Internal.';
