create or replace function raw.pos_measure(p_load_id bigint)
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with lines as (
    select s.*, md5((s.outlet_name, s.outlet_code, s.register_name, s.order_reference, s.order_time, s.sku, s.variant_name, s.quantity,
                     s.total_amount, s.line_type, s.order_total_amount)::text) as face
      from raw.staging_pos s where s.load_id = p_load_id
  ), faces as (
    select l.face, count(*) as n from lines l group by 1
  ), outlets as (
    -- offset 0: else the shop would be looked up for each line.
    select distinct l.outlet_name, l.outlet_code from lines l offset 0
  ), unknown as (
    select o.outlet_name from outlets o where raw.pos_store(o.outlet_code, o.outlet_name) is null
  ), unmapped as (
    select btrim(l.sku) as sku, count(*) as n from lines l
     where not exists (select from portal.kodemix k where k.kode_barang = btrim(l.sku))
     group by 1
  ), receipts as (
    -- A total is printed on each line of its receipt. Only receipts that have one can be compared.
    select count(*) filter (where x.said is not null) as n,
           count(*) filter (where abs(x.said - x.summed) > 1 or x.said_other <> x.said) as wrong
      from (select max(l.order_total_amount) as said, min(l.order_total_amount) as said_other,
                   sum(l.total_amount) + coalesce(max(l.rounding_amount), 0) - coalesce(max(l.order_discount_amount), 0) as summed
              from lines l group by l.outlet_name, l.outlet_code, l.order_reference, l.tanggal) x
  )
  select jsonb_build_object(
    'rows', (select count(*) from lines),
    'key_nulls', (select count(*) from lines l where btrim(l.sku) = '' or btrim(l.order_reference) = '' or btrim(l.outlet_name) = ''
                     or l.sku is null or l.order_reference is null or l.outlet_name is null or l.tanggal is null or l.quantity is null or l.total_amount is null),
    'negative_rows', (select count(*) from lines l where l.quantity < 0),
    -- A single line may well be rung up twice; a file in which every line stands an even number of times was joined to itself.
    'is_doubled', (select count(*) > 1 and bool_and(f.n % 2 = 0) from faces f),
    'unmapped_rows', (select coalesce(sum(u.n), 0) from unmapped u),
    'unmapped_codes', (select count(*) from unmapped),
    'unmapped_examples', (select coalesce(string_agg(x.sku, ', '), '–') from (select u.sku from unmapped u order by u.n desc, u.sku collate "C" limit 5) x),
    'unknown_outlets', (select count(*) from unknown),
    'outlet_examples', (select coalesce(string_agg(x.outlet_name, ', '), '–') from (select u.outlet_name from unknown u order by u.outlet_name collate "C" limit 5) x),
    'receipts_wrong', (select r.wrong from receipts r),
    'receipts', (select r.n from receipts r));
$$;
comment on function raw.pos_measure(bigint) is 'Counts what the checks of staged till receipts need. Internal.';
