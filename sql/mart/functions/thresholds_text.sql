create or replace function mart.thresholds_text(p_thresholds jsonb)
returns jsonb
language sql stable
as $$
  select jsonb_build_array(
    'Ambang batas: ' || string_agg(
      format('%s %s %s (%s)', s.value ->> 'label', replace(coalesce(o.value, o.sop_value, o.default_value), '.', ','), s.value ->> 'unit',
        case when o.value is null and o.sop_value <> o.default_value then 'SOP ' || o.sop_name
             when o.value is null then 'bawaan' else format('diubah %s oleh %s', mart.date_text(util.local_date(o.updated_at)), o.updated_by) end),
      ' · ' order by s.place))
    from jsonb_array_elements(p_thresholds) with ordinality as s (value, place)
    join ops.settings o on o.key = s.value ->> 'key'
$$;
comment on function mart.thresholds_text(jsonb) is 'The thresholds that a report used ([{key, label, unit}]), and who changed them when, as a line of text.';
