create view ops.v_metric_full_box with (security_invoker) as
select f.store_code as subject, f.fb_pct as value,
       format('Full box %s (%s) %s%%', f.name, f.store_code, mart.number_text(f.fb_pct, 1)) as title,
       case f.fb_source when 'manual' then format('Angka manual tanggal %s (%s).', mart.date_text(f.as_of), f.manual_source)
            else format('%s pasang dalam box dari %s pasang penuh, per %s. Dihitung; definisi belum dikonfirmasi retailer.',
                   mart.number_text(f.box_pairs), mart.number_text(f.storage), mart.date_text(f.as_of)) end as body
  from mart.v_store_ff_fb f
 where f.fb_pct is not null;
comment on view ops.v_metric_full_box is 'Metric of a rule: full box of each shop with a capacity row, in percent.';
