-- Whoever reads a figure must know when somebody changed what it rests on: thresholds, schedules, checks, mappings, and
-- the loads of reference data. Read from the history that the database itself writes. Where the last report stopped reading
-- is kept as numbers of rows in its own result: clocks of roles may differ on a moved clock, numbers do not.
create or replace function mart.settings_changes(
  p_definition_key text, p_business_date date, p_settings text, p_tables text[], p_loaded_tables text[]
)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_date date;
  v_since jsonb;
  v_history bigint;
  v_load bigint;
  v_read jsonb;
  v_shown constant integer := 15;
begin
  v_read := jsonb_build_object(
    'history_id', coalesce((select max(h.id) from ops.settings_history h), 0), 'load_id', coalesce((select max(l.id) from portal.reference_loads l), 0));
  select f.business_date, f.result -> 'settings_changes' into v_date, v_since from mart.frozen_before(p_definition_key, p_business_date) f limit 1;
  v_history := (v_since ->> 'history_id')::bigint;
  v_load := (v_since ->> 'load_id')::bigint;
  if v_history is null then
    return v_read || jsonb_build_object('since_text', null, 'items', '[]'::jsonb);
  end if;
  return v_read || jsonb_build_object(
    'since_text', 'sejak laporan ' || mart.date_text(v_date),
    'items', coalesce((
      with changes as (
        select h.changed_at as at, h.id, h.changed_by as who, mart.settings_change_text(h.table_name, h.row_key, h.action, h.old_row, h.new_row) as line
          from ops.settings_history h
         where h.id > v_history
           and (h.table_name = 'ops.settings' and h.row_key ~ p_settings
                or h.table_name = 'ops.job_definitions' and h.row_key in (
                     select d.key from ops.job_definitions d
                      where d.key = p_definition_key
                         or d.key = any (select unnest(r.needs) from ops.job_definitions r where r.key = p_definition_key))
                or h.table_name = any (p_tables))
           -- What a load changed is told once, by the load.
           and not exists (select from portal.reference_loads l
                            where l.table_name = h.table_name and l.loaded_by = h.changed_by and l.loaded_at = h.changed_at and l.outcome = 'applied')
        union all
        select l.loaded_at, l.id, l.loaded_by, format('%s %s: %s ditambah, %s diubah, %s dihapus di %s',
                 case l.source when 'sheet' then 'Sheet' else 'Berkas' end, l.origin, l.inserted_count, l.changed_count, l.deleted_count, l.table_name)
          from portal.reference_loads l
         where l.id > v_load and l.outcome = 'applied' and (p_loaded_tables is null or l.table_name = any (p_loaded_tables))
        union all
        -- Only how it stands now: a tab that was mended since is no news.
        select l.loaded_at, l.id, l.loaded_by, format('Sheet %s tidak dimuat; %s tetap seperti sebelumnya', l.origin, l.table_name)
          from (select distinct on (x.sheet_key) x.* from portal.reference_loads x where x.sheet_key is not null order by x.sheet_key, x.id desc) l
         where l.id > v_load and l.outcome in ('refused', 'failed') and (p_loaded_tables is null or l.table_name = any (p_loaded_tables))
      ), told as (
        select c.*, row_number() over (order by c.at desc, c.id desc) as nth, count(*) over () as n from changes c where c.line is not null
      )
      select jsonb_agg(x.line order by x.place)
        from (
          select t.nth as place, format('%s (%s, %s pukul %s WIB)', t.line,
                   coalesce((select p.name from ops.people p where p.db_role = t.who::name), t.who),
                   mart.date_text(util.local_date(t.at)), to_char(t.at at time zone 'Asia/Jakarta', 'HH24.MI')) as line
            from told t where t.nth <= v_shown
          union all
          select v_shown + 1, format('dan %s perubahan lain (ops.settings_history, portal.reference_loads)', max(t.n) - v_shown)
            from told t having max(t.n) > v_shown) x), '[]'));
end;
$$;
comment on function mart.settings_changes(text, date, text, text[], text[]) is 'Who changed what since the last frozen report of a definition: settings whose key matches, schedules of its jobs, rows of the tables, loads of reference data (NULL: of any table); newest first. Internal.';
