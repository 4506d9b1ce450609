-- Each check answers with what it measured and a sentence for people. Which of them block is decided by
-- raw.load_checks, not here.
create or replace function raw.load_validate(p_load_id bigint, p_fetched_count bigint)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_facts jsonb;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  if v_load.kind = 'pos' then
    return raw.pos_validate(p_load_id, p_fetched_count);
  end if;
  v_facts := case v_load.kind when 'stock' then raw.stock_measure(p_load_id) else raw.sales_measure(p_load_id) end;
  return (
    with measured (check_name, measured, passed_without_threshold, message) as (
      values
        ('row_count',
         coalesce(p_fetched_count, (v_facts ->> 'rows')::bigint)::numeric,
         coalesce(p_fetched_count, (v_facts ->> 'rows')::bigint) = v_load.source_row_count and (v_facts ->> 'rows')::bigint = v_load.rows_staged,
         format('Sumber menyebut %s baris/dokumen, diterima %s; tersimpan %s dari %s baris.', v_load.source_row_count,
           coalesce(p_fetched_count, (v_facts ->> 'rows')::bigint), v_facts ->> 'rows', v_load.rows_staged)),
        ('key_nulls', (v_facts ->> 'key_nulls')::numeric, (v_facts ->> 'key_nulls')::bigint = 0,
         format('%s baris tanpa kolom kunci (kode, gudang, nomor, tanggal atau kuantitas).', v_facts ->> 'key_nulls')),
        ('business_date', (v_load.business_date - v_load.snapshot_date)::numeric,
         v_load.snapshot_date = v_load.business_date and v_load.covers_to <= v_load.snapshot_date
           and v_load.snapshot_date <= util.local_date(util.now()),
         format('Data tanggal %s untuk hari usaha %s.', v_load.snapshot_date, v_load.business_date)),
        ('dates_in_range', (v_facts ->> 'out_of_range')::numeric, (v_facts ->> 'out_of_range')::bigint = 0,
         format('%s baris bertanggal di luar %s s.d. %s.', v_facts ->> 'out_of_range', v_load.covers_from, v_load.covers_to)),
        ('rows_present', (v_facts ->> 'rows')::numeric,
         (v_facts ->> 'rows')::bigint > 0 or (v_load.kind = 'sales' and v_load.source_row_count = 0),
         format('%s baris.', v_facts ->> 'rows')),
        ('unmapped_share', (v_facts ->> 'unmapped_share')::numeric, null,
         format('%s dari %s baris memakai kode yang belum ada di Kode Mix.', v_facts ->> 'unmapped_rows', v_facts ->> 'rows')),
        ('unmapped_any', (v_facts ->> 'unmapped_codes')::numeric, (v_facts ->> 'unmapped_codes')::bigint = 0,
         format('%s kode belum ada di Kode Mix: %s', v_facts ->> 'unmapped_codes', v_facts ->> 'unmapped_examples')),
        ('unknown_warehouse', (v_facts ->> 'unknown_warehouses')::numeric, (v_facts ->> 'unknown_warehouses')::bigint = 0,
         format('%s gudang belum dikenal: %s', v_facts ->> 'unknown_warehouses', v_facts ->> 'warehouse_examples')),
        ('negative_quantity', (v_facts ->> 'negative_rows')::numeric, (v_facts ->> 'negative_rows')::bigint = 0,
         format('%s baris dengan jumlah minus.', v_facts ->> 'negative_rows'))
    )
    select coalesce(jsonb_agg(jsonb_build_object(
             'check', c.check_name, 'severity', c.severity, 'measured', m.measured, 'threshold', c.threshold,
             'passed', coalesce(m.passed_without_threshold, m.measured <= c.threshold), 'message', m.message) order by c.check_name), '[]')
      from raw.load_checks c
      join measured m on m.check_name = c.check_name
     where c.kind = v_load.kind and c.is_enabled
  );
end;
$$;
comment on function raw.load_validate(bigint, bigint) is 'Runs the checks of raw.load_checks on a staged load. Returns [{check, severity, passed, measured, threshold, message}]. Internal.';
