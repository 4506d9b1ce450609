-- Parts against totals, and each verdict against the numbers beside it, with the thresholds of that moment.
create or replace function ops.cross_check_sums(p_work_item_id bigint, p_revision_no integer)
returns jsonb
language sql stable
as $$
  with r as materialized (
    select v.figures, b.basis -> 'settings' as settings, d.task_identifier as task
      from ops.work_items w
      join ops.job_definitions d on d.key = w.definition_key
      join ops.work_item_revisions v on v.work_item_id = w.id and v.revision_no = p_revision_no
      join ops.revision_bases n on n.work_item_id = v.work_item_id and n.revision_no = v.revision_no
      join ops.report_bases b on b.basis_hash = n.basis_hash
     where w.id = p_work_item_id
  ), s as materialized (
    select (r.settings ->> 'control_stock.must_po_months')::numeric as must, (r.settings ->> 'control_stock.overstock_months')::numeric as over,
           (r.settings ->> 'control_stock.pairs_per_box')::numeric as box, (r.settings ->> 'control_stock.new_article_days')::numeric as new_days from r
  ), article as materialized (
    select x.*, case when x.is_new then x.sold_window * 30.4375 else x.sold_window end as sold, case when x.is_new then x.days_on_sale else 3 end::numeric as months
      from r cross join lateral jsonb_to_recordset(r.figures -> 'rows')
        as x (kode_mix text, is_mapped boolean, total_pairs numeric, whs_pairs numeric, whb_pairs numeric, store_pairs numeric, boxes numeric, protol numeric, sold_window numeric,
              days_on_sale numeric, is_new boolean, open_po_pairs numeric, note text, flag text, recommended_po numeric, excess_pairs numeric,
              avg_monthly_sales numeric, months_of_cover numeric, months_with_po numeric)
     where r.task = 'report/control_stock'
  ), verdict as (
    select a.*,
           case when a.total_pairs < 0 then 'NEGATIVE'
                -- No line and lines that cancel out look the same here.
                when a.sold_window = 0 then case when a.flag = 'RETURNS' then 'RETURNS' else 'NO_SALES' end
                when a.sold_window < 0 then 'RETURNS'
                when a.days_on_sale < s.new_days then 'NEW'
                when a.total_pairs * a.months < s.must * a.sold then 'MUST_PO'
                when a.total_pairs * a.months > s.over * a.sold then 'OVERSTOCK'
                else 'OK' end as wanted
      from article a cross join s
  ), branch as materialized (
    select x.* from r cross join lateral jsonb_to_recordset(r.figures -> 'rows')
      as x (period text, branch text, line_count numeric, pairs_qty numeric, gross_amount numeric, return_amount numeric, sales_amount numeric)
     where r.task = 'report/daily_sales'
  ), value as (
    select 1 as place, 'jumlah' as subject, t.field, (r.figures ->> t.field) as reported, t.recomputed::text
      from r
     cross join lateral (
       select count(*) as n, coalesce(sum(a.total_pairs), 0) as total, coalesce(sum(a.sold_window), 0) as sold, coalesce(sum(a.recommended_po), 0) as po,
              count(*) filter (where a.flag = 'MUST_PO') as must, count(*) filter (where a.flag = 'OVERSTOCK') as over, count(*) filter (where a.flag = 'NO_SALES') as idle,
              count(*) filter (where a.flag = 'NEGATIVE') as negative, count(*) filter (where not a.is_mapped) as unmapped from article a) g
     cross join lateral (values ('articles', g.n::numeric), ('total_pairs', g.total), ('sold_window', g.sold), ('recommended_pairs', g.po), ('must_po', g.must), ('overstock', g.over),
                                ('no_sales', g.idle), ('negative', g.negative), ('unmapped', g.unmapped)) as t (field, recomputed)
     where r.task = 'report/control_stock'
    union all
    select 2, 'artikel ' || a.kode_mix, t.* from verdict a cross join s
     cross join lateral (
       values ('avg_monthly_sales', round(a.avg_monthly_sales, 6)::text, round(a.sold / nullif(a.months, 0), 6)::text),
              ('months_of_cover', round(a.months_of_cover, 6)::text, case when a.sold_window > 0 then round(a.total_pairs * a.months / a.sold, 6) end::text),
              ('months_with_po', round(a.months_with_po, 6)::text, case when a.sold_window > 0 then round((a.total_pairs + a.open_po_pairs) * 3 / a.sold_window, 6) end::text),
              ('excess_pairs', round(a.excess_pairs, 6)::text, case when a.wanted in ('OVERSTOCK', 'NO_SALES') then round(a.total_pairs - s.over * coalesce(a.sold / nullif(a.months, 0), 0), 6) end::text),
              ('total_pairs', a.total_pairs::text, (a.whs_pairs + a.whb_pairs + a.store_pairs)::text), ('protol', a.protol::text, (a.total_pairs - s.box * a.boxes)::text), ('flag', a.flag, a.wanted),
              ('recommended_po', a.recommended_po::text, case when a.wanted = 'MUST_PO' then
                 (case when a.note ~ '(^|; )(jangan_po|sudah_po)' then 0 else greatest(ceil((s.must * a.sold - a.open_po_pairs * a.months) / (s.box * a.months)), 0) * s.box end)::text end)
     ) as t (field, reported, recomputed)
    union all
    select 3, t.subject, t.field, t.reported::text, t.recomputed::text
      from branch b
     cross join lateral (
       select 'jumlah ' || b.period as subject, y.* from (
         select sum(x.pairs_qty) as pairs, sum(x.sales_amount) as amount, sum(x.line_count) as n from branch x where x.period = b.period and x.branch is not null) g
        cross join lateral (values ('pairs_qty', b.pairs_qty, coalesce(g.pairs, 0)), ('sales_amount', b.sales_amount, coalesce(g.amount, 0)), ('line_count', b.line_count, coalesce(g.n, 0))) as y (field, reported, recomputed)
        where b.branch is null
       union all
       select b.period || ' ' || coalesce(b.branch, 'semua'), 'sales_amount', b.sales_amount, b.gross_amount - b.return_amount) t
    union all
    select 4, 'artikel ' || p.kode_mix, 'revenue_rank', p.revenue_rank::text, p.place::text
      from (select x.kode_mix, x.revenue_rank, row_number() over (order by x.revenue_amount desc, x.pairs_qty desc, x.kode_mix collate "C", x.is_mapped) as place
              from r cross join lateral jsonb_to_recordset(r.figures -> 'rows') as x (kode_mix text, is_mapped boolean, pairs_qty numeric, revenue_amount numeric, revenue_rank numeric)
             where r.task = 'report/product_performance') p
  ), judged as (
    select v.*, case when v.reported ~ '^-?[0-9.]+$' and v.recomputed ~ '^-?[0-9.]+$' then v.reported::numeric <> v.recomputed::numeric else v.reported is distinct from v.recomputed end as differs from value v
  )
  select jsonb_build_object('compared', count(*), 'differences', coalesce(jsonb_agg(ops.cross_check_difference(v.subject, v.field, v.reported, v.recomputed, 'laporan beku', 'rincian laporan yang sama',
               format('%s, %s: tertulis %s, menurut rinciannya %s.', v.subject, v.field, coalesce(v.reported, 'tidak ada'), coalesce(v.recomputed, 'tidak ada')))
             order by v.place, v.subject collate "C", v.field) filter (where v.differs), '[]'))
    from judged v
$$;
comment on function ops.cross_check_sums(bigint, integer) is 'Check sums: totals are the sum of their rows, verdicts and orders follow from the numbers beside them. Internal.';
