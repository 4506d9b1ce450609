create view ops.v_metric_full_floor with (security_invoker) as
select f.store_code as subject, f.ff_pct as value,
       format('Full floor %s (%s) %s%%', f.name, f.store_code, mart.number_text(f.ff_pct, 1)) as title,
       case f.ff_source when 'manual' then format('Angka manual tanggal %s (%s).', mart.date_text(f.as_of), f.manual_source)
            else format('%s pasang di lantai dari %s pasang penuh, per %s. Dihitung; definisi belum dikonfirmasi retailer.',
                   mart.number_text(f.floor_pairs), mart.number_text(f.max_display), mart.date_text(f.as_of)) end as body
  from mart.v_store_ff_fb f
 where f.ff_pct is not null;
comment on view ops.v_metric_full_floor is 'Metric of a rule: full floor of each shop with a capacity row, in percent.';
