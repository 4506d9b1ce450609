create or replace function mart.flag_text(p_flag text)
returns text
language sql immutable
as $$
  select case p_flag
    when 'NEGATIVE' then 'stok minus'
    when 'NO_SALES' then 'tanpa penjualan'
    when 'RETURNS' then 'retur melebihi penjualan'
    when 'NEW' then 'baru (belum dinilai)'
    when 'MUST_PO' then 'WAJIB PO'
    when 'OVERSTOCK' then 'overstock'
    when 'OK' then 'aman'
  end
$$;
comment on function mart.flag_text(text) is 'A flag of Control Stock in Indonesian words.';
