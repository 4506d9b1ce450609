create or replace function raw.pos_validate(p_load_id bigint, p_fetched_count bigint)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_facts jsonb := raw.pos_measure(p_load_id);
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  return (
    with measured (check_name, measured, passed_without_threshold, message) as (
      values
        ('row_count', (v_facts ->> 'rows')::numeric,
         (v_facts ->> 'rows')::bigint = v_load.source_row_count and (v_facts ->> 'rows')::bigint = coalesce(p_fetched_count, v_load.rows_staged),
         format('Berkas berisi %s baris, tersimpan %s.', v_load.source_row_count, v_facts ->> 'rows')),
        ('key_nulls', (v_facts ->> 'key_nulls')::numeric, (v_facts ->> 'key_nulls')::bigint = 0,
         format('%s baris tanpa toko, nomor struk, waktu, SKU, jumlah, atau nilai.', v_facts ->> 'key_nulls')),
        ('business_date', (v_load.snapshot_date - v_load.covers_to)::numeric, v_load.covers_to <= v_load.snapshot_date,
         format('Struk tanggal %s s.d. %s untuk tanggal %s.', v_load.covers_from, v_load.covers_to, v_load.snapshot_date)),
        ('rows_present', (v_facts ->> 'rows')::numeric, (v_facts ->> 'rows')::bigint > 0, format('%s baris.', v_facts ->> 'rows')),
        ('doubled_file', case when (v_facts ->> 'is_doubled')::boolean then 1 else 0 end::numeric, not (v_facts ->> 'is_doubled')::boolean,
         case when (v_facts ->> 'is_doubled')::boolean then 'Setiap baris muncul dua kali: berkas tersambung dengan dirinya sendiri.' else 'Tidak ada baris yang tersalin utuh.' end),
        ('receipt_totals', (v_facts ->> 'receipts_wrong')::numeric, (v_facts ->> 'receipts_wrong')::bigint = 0,
         format('%s dari %s struk: jumlah barisnya tidak sama dengan totalnya.', v_facts ->> 'receipts_wrong', v_facts ->> 'receipts')),
        ('unknown_store', (v_facts ->> 'unknown_outlets')::numeric, (v_facts ->> 'unknown_outlets')::bigint = 0,
         format('%s toko kasir belum dikenal: %s', v_facts ->> 'unknown_outlets', v_facts ->> 'outlet_examples')),
        ('unmapped_share', (v_facts ->> 'unmapped_rows')::numeric / greatest((v_facts ->> 'rows')::numeric, 1), null,
         format('%s dari %s baris memakai kode yang belum ada di Kode Mix.', v_facts ->> 'unmapped_rows', v_facts ->> 'rows')),
        ('unmapped_any', (v_facts ->> 'unmapped_codes')::numeric, (v_facts ->> 'unmapped_codes')::bigint = 0,
         format('%s kode belum ada di Kode Mix: %s', v_facts ->> 'unmapped_codes', v_facts ->> 'unmapped_examples')),
        ('negative_quantity', (v_facts ->> 'negative_rows')::numeric, (v_facts ->> 'negative_rows')::bigint = 0,
         format('%s baris dengan jumlah minus.', v_facts ->> 'negative_rows'))
    ), checks as (
      select c.check_name, coalesce(c.severity, c.default_severity) as severity, coalesce(c.threshold, c.default_threshold) as threshold
        from raw.load_checks c
       where c.kind = 'pos' and c.is_enabled
    )
    select coalesce(jsonb_agg(jsonb_build_object(
             'check', c.check_name, 'severity', c.severity, 'measured', m.measured, 'threshold', c.threshold,
             'passed', coalesce(m.passed_without_threshold, m.measured <= c.threshold), 'message', m.message) order by c.check_name), '[]')
      from checks c
      join measured m on m.check_name = c.check_name
  );
end;
$$;
comment on function raw.pos_validate(bigint, bigint) is 'Runs the checks of raw.load_checks on staged till receipts. Returns [{check, severity, passed, measured, threshold, message}]. Internal.';
