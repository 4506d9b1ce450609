create or replace function raw.pos_undo(p_load_id bigint)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_rows bigint;
begin
  with gone as (
    delete from raw.iseller_sales i where i.load_id = p_load_id
    returning lower(btrim(coalesce(i.outlet_code, i.outlet_name))) as outlet_key, i.tanggal
  ), free as (
    select distinct g.outlet_key, g.tanggal from gone g
     where not exists (
       select from raw.iseller_sales i
        where lower(btrim(coalesce(i.outlet_code, i.outlet_name))) = g.outlet_key and i.tanggal = g.tanggal
          and i.is_current and i.load_id <> p_load_id)
  ), newest as (
    select f.outlet_key, f.tanggal, max(i.load_id) as load_id
      from free f
      join raw.iseller_sales i on lower(btrim(coalesce(i.outlet_code, i.outlet_name))) = f.outlet_key and i.tanggal = f.tanggal
     where i.load_id <> p_load_id
     group by 1, 2
  )
  update raw.iseller_sales i set is_current = true
    from newest n
   where lower(btrim(coalesce(i.outlet_code, i.outlet_name))) = n.outlet_key and i.tanggal = n.tanggal and i.load_id = n.load_id;
  get diagnostics v_rows = row_count;
  return v_rows;
end;
$$;
comment on function raw.pos_undo(bigint) is 'Takes the rows of an accepted load of till receipts back: for its shops and days the export before it speaks again. Returns the rows that count again. Internal; the caller holds the locks and moves the status.';
