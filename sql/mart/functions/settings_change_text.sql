create or replace function mart.settings_change_text(p_table text, p_row_key text, p_action text, p_old jsonb, p_new jsonb)
returns text
language sql stable
as $$
  select case
    when p_table = 'ops.settings' and p_action = 'UPDATE' then
      case when x.old_value is distinct from x.new_value then
        format('%s: %s → %s%s', p_row_key, coalesce(x.old_value, 'kosong'), coalesce(x.new_value, 'kosong'),
          case when p_new ->> 'value' is not null then ''
               when p_new ->> 'sop_value' <> p_new ->> 'default_value' then format(' (SOP %s)', p_new ->> 'sop_name')
               else ' (bawaan)' end) end
    when p_action = 'UPDATE' then
      case when x.columns is not null then format('%s %s: %s', x.what, p_row_key, x.columns) end
    when p_action = 'INSERT' then format('%s %s ditambahkan', x.what, p_row_key)
    else format('%s %s dihapus', x.what, p_row_key) end
  from (
    select coalesce(p_old ->> 'value', p_old ->> 'sop_value', p_old ->> 'default_value') as old_value,
           coalesce(p_new ->> 'value', p_new ->> 'sop_value', p_new ->> 'default_value') as new_value,
           case p_table when 'ops.settings' then 'Pengaturan' when 'ops.job_definitions' then 'Jadwal' when 'raw.load_checks' then 'Pemeriksaan'
             when 'portal.warehouse' then 'Gudang' when 'portal.kodemix' then 'Kode Mix' when 'portal.name_alias' then 'Nama toko' when 'portal.store' then 'Toko' when 'portal.sales_target' then 'Target'
             when 'portal.article_notes' then 'Catatan artikel' when 'portal.sheet_sources' then 'Sumber Sheet' else p_table end as what,
           (select string_agg(format('%s %s → %s', n.key, coalesce(nullif(left(p_old ->> n.key, 60), ''), 'kosong'), coalesce(nullif(left(n.value, 60), ''), 'kosong')), ', ' order by n.key)
              from jsonb_each_text(p_new) n
             where n.key not in ('created_at', 'updated_at', 'updated_by') and n.value is distinct from p_old ->> n.key) as columns
  ) x
$$;
comment on function mart.settings_change_text(text, text, text, jsonb, jsonb) is 'A row of ops.settings_history as a line for people: what, from what to what. NULL when nothing that counts differs. Internal.';
