-- Sentences are Indonesian: they stand in alerts and in the report.
create or replace function raw.load_check_itself(p_load_id bigint, p_facts jsonb, p_fetched_count bigint)
returns table (check_name text, measured numeric, is_passed boolean, message text)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_rows bigint := (p_facts ->> 'rows')::bigint;
  v_fetched bigint := coalesce(p_fetched_count, v_rows);
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  return query
    select 'row_count', v_fetched::numeric, v_fetched = v_load.source_row_count and v_rows = v_load.rows_staged,
           format('Sumber menyebut %s baris/dokumen, diterima %s; tersimpan %s dari %s baris.', v_load.source_row_count, v_fetched, v_rows, v_load.rows_staged)
    union all
    select 'key_nulls', (p_facts ->> 'key_nulls')::numeric, (p_facts ->> 'key_nulls')::bigint = 0,
           format('%s baris tanpa kolom kunci (kode, gudang, nomor, tanggal atau kuantitas).', p_facts ->> 'key_nulls')
    union all
    select 'business_date', (v_load.business_date - v_load.snapshot_date)::numeric,
           v_load.snapshot_date = v_load.business_date and v_load.covers_to <= v_load.snapshot_date and v_load.snapshot_date <= util.local_date(util.now()),
           format('Data tanggal %s untuk hari usaha %s.', v_load.snapshot_date, v_load.business_date)
    union all
    select 'dates_in_range', (p_facts ->> 'out_of_range')::numeric, (p_facts ->> 'out_of_range')::bigint = 0,
           format('%s baris bertanggal di luar %s s.d. %s.', p_facts ->> 'out_of_range', v_load.covers_from, v_load.covers_to)
    union all
    select 'rows_present', v_rows::numeric, v_rows > 0 or (v_load.kind = 'sales' and v_load.source_row_count = 0), format('%s baris.', v_rows)
    union all
    select 'unmapped_share', (p_facts ->> 'unmapped_share')::numeric, null,
           format('%s dari %s baris memakai kode yang belum ada di Kode Mix.', p_facts ->> 'unmapped_rows', v_rows)
    union all
    select 'unmapped_any', (p_facts ->> 'unmapped_codes')::numeric, (p_facts ->> 'unmapped_codes')::bigint = 0,
           format('%s kode belum ada di Kode Mix: %s', p_facts ->> 'unmapped_codes', p_facts ->> 'unmapped_examples')
    union all
    select 'unknown_warehouse', (p_facts ->> 'unknown_warehouses')::numeric, (p_facts ->> 'unknown_warehouses')::bigint = 0,
           format('%s gudang belum dikenal: %s', p_facts ->> 'unknown_warehouses', p_facts ->> 'warehouse_examples')
    union all
    select 'negative_quantity', (p_facts ->> 'negative_rows')::numeric, (p_facts ->> 'negative_rows')::bigint = 0,
           format('%s baris dengan jumlah minus.', p_facts ->> 'negative_rows')
    union all
    select 'broken_text', jsonb_array_length(x.texts)::numeric, x.texts = '[]',
           format('%s kode, nama atau gudang rusak hurufnya: %s', jsonb_array_length(x.texts),
             (select coalesce(string_agg(t.text, ', '), '–') from (select e.text from jsonb_array_elements_text(x.texts) as e (text) limit 5) t))
      from (select case when jsonb_typeof(p_facts -> 'broken_texts') = 'array' then p_facts -> 'broken_texts' else '[]' end as texts) x
    union all
    -- Shares: too few rows say nothing, and a handful may be chance. A share of nothing is no share.
    select x.name, round(x.part / nullif(x.whole, 0), 4),
           case when x.whole < coalesce((raw.load_check_params(v_load.kind, x.name) ->> 'min_rows')::numeric, 0) or x.whole = 0
                  or x.part < coalesce((raw.load_check_params(v_load.kind, x.name) ->> 'min_part')::numeric, 0) then true end,
           format(x.says, x.part, x.whole)
      from (values
        ('negative_share', (p_facts ->> 'negative_rows')::numeric, v_rows::numeric, '%s dari %s baris berjumlah minus.'),
        ('zero_price_share', (p_facts ->> 'zero_price_rows')::numeric, (p_facts ->> 'priced_rows')::numeric, '%s dari %s baris berharga 0.'),
        ('repeated_rows', (p_facts ->> 'repeated_rows')::numeric, v_rows::numeric, '%s dari %s baris mengulang baris lain persis sama.'),
        ('repeated_documents', (p_facts ->> 'repeated_documents')::numeric, (p_facts ->> 'documents')::numeric, '%s dari %s dokumen datang dua kali.')
      ) as x (name, part, whole, says)
     where x.whole is not null and x.part is not null;
end;
$$;
comment on function raw.load_check_itself(bigint, jsonb, bigint) is 'What a staged load says of itself: per check what was measured, whether it passed (NULL: the threshold decides) and a sentence. Internal.';
