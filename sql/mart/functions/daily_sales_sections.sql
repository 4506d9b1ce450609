-- Works on pg_temp.report_rows, which mart.daily_sales_report filled once.
create or replace function mart.daily_sales_sections()
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (select jsonb_agg(jsonb_build_object(
        'key', t.period, 'tone', case when t.below > 0 then 'warning' else 'neutral' end,
        'title', format('%s: %s', case t.period when 'hari' then 'Penjualan ' || mart.date_text(t.date_to) || ' per cabang' else 'Bulan berjalan per cabang' end,
          case when t.below > 0 then t.below || ' cabang Below Target' when t.on_track > 0 then 'semua cabang On Track' else 'tanpa target' end),
        'intro', format('%s. Transaksi = nota dengan barang terjual; retur tidak dihitung, nilainya dikurangkan. Target = target bulan × %s ÷ %s.',
          case when t.period = 'hari' then mart.date_text(t.date_to) else mart.date_text(t.date_from) || ' – ' || mart.date_text(t.date_to) end,
          t.day_count, t.days_in_month),
        'sentences', t.sentences,
        'table', jsonb_build_object(
          'columns', '[{"label": "Cabang", "align": "left"}, {"label": "Transaksi", "align": "right"}, {"label": "Penjualan (Rp)", "align": "right"}, {"label": "Rata-rata (Rp)", "align": "right"}, {"label": "Target (Rp)", "align": "right"}, {"label": "Capai", "align": "right"}, {"label": "Status", "align": "left"}]'::jsonb,
          'rows', t.rows, 'footer', t.footer),
        'more', case when t.branches > t.shown then format('+%s lainnya', t.branches - t.shown) end) order by t.period desc)
      from (
        select r.period, max(r.date_from) as date_from, max(r.date_to) as date_to, max(r.day_count) as day_count, max(r.days_in_month) as days_in_month,
               count(*) filter (where r.branch is not null) as branches, util.setting_integer('report.table_rows') as shown,
               count(*) filter (where r.branch is not null and not r.is_on_track) as below,
               count(*) filter (where r.branch is not null and r.is_on_track) as on_track,
               coalesce(jsonb_agg(format('%s: %s dari target %s (%s), kurang %s → Below Target', r.branch, mart.rupiah_text(r.sales_amount),
                   mart.rupiah_text(r.target_amount), r.achievement_text, mart.rupiah_text(r.target_amount - r.sales_amount)) order by r.place)
                 filter (where r.branch is not null and not r.is_on_track and r.place <= util.setting_integer('report.top_rows')), '[]') as sentences,
               coalesce(jsonb_agg(c.cells order by r.place)
                 filter (where r.branch is not null and r.place <= util.setting_integer('report.table_rows')), '[]') as rows,
               jsonb_agg(c.cells) filter (where r.branch is null) -> 0 as footer
          from pg_temp.report_rows r
         cross join lateral (
           select jsonb_build_array(coalesce(r.branch, 'Semua'), mart.number_text(r.transaction_count), x.amount,
                    coalesce(mart.number_text(r.average_amount), '–'), coalesce(mart.number_text(r.target_amount), '–'), r.achievement_text, r.status) as cells
             from (select case when r.sales_amount <= -0.5 then '-' else '' end || mart.number_text(abs(r.sales_amount)) as amount) x
         ) c
         group by r.period
      ) t);
end;
$$;
comment on function mart.daily_sales_sections() is 'Sections of the frozen sales report: the day and the month to date, each per branch, the furthest below its target first. Internal; reads pg_temp.report_rows.';
