create or replace view mart.v_finding_reference_age
with (security_invoker = true)
as
  with table_age (name, label, days, changed_at) as (
    select 'kodemix', 'Kode Mix', util.setting_integer('findings.reference_days'), (select max(t.updated_at) from portal.kodemix t)
    union all select 'warehouse', 'daftar gudang', util.setting_integer('findings.reference_days'), (select max(t.updated_at) from portal.warehouse t)
    union all select 'store', 'daftar toko', util.setting_integer('findings.reference_days'), (select max(t.updated_at) from portal.store t)
    union all select 'hpprsp', 'daftar harga', util.setting_integer('findings.reference_days'), (select max(t.updated_at) from portal.hpprsp t)
    union all select 'stock_capacity', 'kapasitas toko', util.setting_integer('findings.reference_days'), (select max(t.updated_at) from portal.stock_capacity t)
    union all select 'purchase_orders_manual', 'tab PO', util.setting_integer('findings.po_days'), (select max(t.updated_at) from portal.purchase_orders_manual t)
  )
  select a.name as subject,
         case when a.changed_at is null then format('Data acuan %s masih kosong', a.label)
              else format('Data acuan %s belum diperbarui lebih dari %s hari', a.label, a.days) end as title,
         format('portal.%s%s', a.name, coalesce('; terakhir ' || mart.date_text(util.local_date(a.changed_at)), '')) as detail
    from table_age a
   where a.changed_at is null or a.changed_at < (select util.now()) - make_interval(days => a.days)
  union all
  select 'sales_target:' || to_char(m.month, 'YYYY-MM'), format('%s toko belum punya target bulan %s', count(*), to_char(m.month, 'MM-YYYY')),
         string_agg(s.store_code, ', ' order by s.store_code collate "C") filter (where s.n <= 20) || case when count(*) > 20 then format(' dan %s lainnya', count(*) - 20) else '' end
    from (select date_trunc('month', util.local_date((select util.now()))::timestamp)::date as month) m
    join (
      select t.store_code, t.opened_on, t.closed_on, t.monthly_target, row_number() over (order by t.store_code collate "C") as n
        from portal.store t
       cross join (select date_trunc('month', util.local_date((select util.now()))::timestamp)::date as month) d
       where coalesce(t.opened_on, d.month) < d.month + interval '1 month' and coalesce(t.closed_on, d.month) >= d.month and t.monthly_target is null
         and not exists (select from portal.sales_target g where g.store_code = t.store_code and g.month = d.month)
    ) s on true
   group by m.month;
comment on view mart.v_finding_reference_age is 'Finding: reference tables that are empty or that nobody has touched for long (settings findings.*), and open shops without a target this month.';
