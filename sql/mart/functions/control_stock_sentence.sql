-- The sentences of mail, Notion and Telegram. They are worded once, here, and frozen with the report.
create or replace function mart.control_stock_sentence(
  p_flag text, p_article text, p_months numeric, p_months_adjusted numeric, p_avg numeric, p_recommended numeric, p_box numeric,
  p_total numeric, p_open_po numeric, p_note text
)
returns text
language sql stable
as $$
  select 'Artikel ' || p_article || ': ' || case p_flag
      when 'MUST_PO' then
        'sisa ' || mart.number_text(p_months, 1) || ' bulan'
        || case when abs(p_months_adjusted - p_months) > 0.2 * abs(p_months)
             then ' (' || mart.number_text(p_months_adjusted, 1) || ' bila hari kosong dikeluarkan)' else '' end
        || ', terjual ' || mart.number_text(p_avg) || '/bulan'
        || case when p_open_po > 0 then ', PO berjalan ' || mart.number_text(p_open_po) || ' pasang' else '' end
        || case
             when p_recommended > 0 then ' → PO ' || mart.number_text(p_recommended) || ' pasang (' || mart.number_text(p_recommended / p_box) || ' box) SEKARANG'
             when p_note is not null then ' → tidak di-PO (' || p_note || ')'
             else ' → PO berjalan sudah cukup'
           end
      when 'OVERSTOCK' then
        mart.number_text(p_months, 1) || ' bulan, terjual ' || mart.number_text(p_avg) || '/bulan → STOP order'
      when 'NEGATIVE' then 'stok minus ' || mart.number_text(abs(p_total)) || ' pasang → hitung ulang stok'
      when 'NO_SALES' then mart.number_text(p_total) || ' pasang tanpa penjualan 3 bulan → STOP order'
      when 'RETURNS' then 'retur melebihi penjualan → periksa'
      when 'NEW' then 'artikel baru, belum dinilai'
      else 'sisa ' || mart.number_text(p_months, 1) || ' bulan'
    end
$$;
comment on function mart.control_stock_sentence(text, text, numeric, numeric, numeric, numeric, numeric, numeric, numeric, text) is 'What to do with an article, in one Indonesian sentence.';
