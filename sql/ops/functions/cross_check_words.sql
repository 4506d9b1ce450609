-- Every channel shows the frozen result; a mail that is on its way carries its subject once more, and how to answer it. Any other
-- part that it brings along would stand in the place of what was frozen.
create or replace function ops.cross_check_words(p_work_item_id bigint, p_revision_no integer)
returns jsonb
language sql stable
as $$
  with r as materialized (
    select v.figures as f, v.result, d.task_identifier as task, v.figures -> 'rows' as rows
      from ops.work_items w
      join ops.job_definitions d on d.key = w.definition_key
      join ops.work_item_revisions v on v.work_item_id = w.id and v.revision_no = p_revision_no
     where w.id = p_work_item_id
  ), wanted as (
    select t.label, t.says from r
     cross join lateral (values ('Total stok', mart.number_text((r.f ->> 'total_pairs')::numeric) || ' pasang'), ('Artikel', mart.number_text((r.f ->> 'articles')::numeric)),
       ('Terjual 3 bulan', mart.number_text((r.f ->> 'sold_window')::numeric) || ' pasang'),
       ('Wajib PO', case when (r.f ->> 'is_ready')::boolean then mart.number_text((r.f ->> 'must_po')::numeric) || ' artikel' end),
       ('Overstock', case when (r.f ->> 'is_ready')::boolean then mart.number_text((r.f ->> 'overstock')::numeric) || ' artikel' end)) as t (label, says)
     where r.task = 'report/control_stock'
    union all
    select t.* from r
     cross join lateral jsonb_to_recordset(r.rows) as x (period text, branch text, transaction_count numeric, sales_amount numeric)
     cross join lateral (values ('Transaksi', case x.period when 'hari' then mart.number_text(x.transaction_count) || ' nota' end),
       (case x.period when 'hari' then 'Penjualan' else 'Bulan berjalan' end, mart.rupiah_text(x.sales_amount))) as t (label, says)
     where r.task = 'report/daily_sales' and x.branch is null
    union all
    select t.* from r
     cross join lateral (select coalesce(sum(x.revenue_amount), 0) as amount, coalesce(sum(x.pairs_qty), 0) as pairs from jsonb_to_recordset(r.rows) as x (pairs_qty numeric, revenue_amount numeric)) g
     cross join lateral (values ('Pendapatan', mart.rupiah_text(g.amount)), ('Terjual', mart.number_text(g.pairs) || ' pasang')) as t (label, says)
     where r.task = 'report/product_performance'
  ), value as (
    select '"' || w.label || '"' as subject, k.x ->> 'value' as reported, w.says as recomputed, 'kata-kata laporan' as reported_from
      from r cross join wanted w
      left join lateral (select x from jsonb_array_elements(r.result -> 'key_figures') x where x ->> 'label' = w.label limit 1) k on true
     where w.says is not null
    union all
    select 'e-mail ' || o.id, t.reported, t.recomputed, 'e-mail yang dikirim'
      from r
      join ops.outbox o on o.work_item_id = p_work_item_id and o.revision_no = p_revision_no and o.channel = 'email'
     cross join lateral (
       values (o.params ->> 'subject', r.result ->> 'subject'),
              (left(o.params #>> '{result,subject}', length(r.result ->> 'subject')), r.result ->> 'subject'),
              (case when o.params ? 'result' then ((o.params -> 'result') - '{subject,request,how_to_answer}'::text[])::text end,
               (select coalesce(jsonb_object_agg(k.key, r.result -> k.key), '{}') from jsonb_object_keys((o.params -> 'result') - '{subject,request,how_to_answer}'::text[]) k (key))::text)
             ) as t (reported, recomputed)
     where t.reported is not null
  )
  select jsonb_build_object('compared', count(*), 'differences', coalesce(jsonb_agg(ops.cross_check_difference(v.subject, 'text', v.reported, v.recomputed, v.reported_from, 'angka beku',
               format('%s tertulis "%s", seharusnya "%s".', v.subject, coalesce(left(v.reported, 120), 'tidak ada'), left(v.recomputed, 120)))
             order by v.subject collate "C") filter (where v.reported is distinct from v.recomputed), '[]'))
    from value v
$$;
comment on function ops.cross_check_words(bigint, integer) is 'Check words: the report and its mails say the figures that were frozen. Internal.';
