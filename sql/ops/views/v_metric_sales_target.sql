create view ops.v_metric_sales_target with (security_invoker) as
select t.branch || ':' || to_char(t.month, 'YYYY-MM') as subject, t.achievement_pct as value,
       format('Penjualan %s %s%% dari target s.d. %s', case when t.branch ilike 'cabang %' then t.branch else 'cabang ' || t.branch end, mart.number_text(t.achievement_pct, 1), mart.date_text(t.as_of)) as title,
       format('Penjualan Rp %s, target s.d. hari ke-%s Rp %s (sebulan Rp %s); kurang Rp %s.', mart.number_text(t.sales_amount), t.day_no,
         mart.number_text(t.target_to_date), mart.number_text(t.target_amount), mart.number_text(greatest(-t.gap_amount, 0)))
       || case when t.stores_without_target > 0 then format(E'\n%s toko tanpa target ikut dihitung penjualannya.', t.stores_without_target) else '' end
       || case when t.days_missing > 0 then format(E'\nData penjualan belum lengkap: %s hari-entitas belum ada.', t.days_missing) else '' end as body
  from mart.v_sales_mtd_vs_target t
 where t.level = 'cabang' and t.achievement_pct is not null and t.day_no >= (select util.setting_integer('sales_target.alert_from_day'));
comment on view ops.v_metric_sales_target is 'Metric of a rule: sales of the month to date in percent of the target to date, per branch, from the day that the setting sales_target.alert_from_day names.';
