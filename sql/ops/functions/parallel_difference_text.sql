create or replace function ops.parallel_difference_text(p_difference ops.parallel_differences, p_sees_cost boolean default true)
returns text
language sql stable
as $$
  select case p_difference.kind
    when 'missing' then format('baris %s tidak ada di hasil pembanding', p_difference.row_key)
    when 'extra' then format('baris %s tidak ada di laporan', coalesce(nullif(p_difference.row_key, ''), 'tanpa kunci'))
    when 'duplicate' then case when p_difference.theirs is not null then format('baris %s berulang di hasil pembanding (baris %s)', coalesce(nullif(p_difference.row_key, ''), 'tanpa kunci'), p_difference.theirs)
                               else format('baris %s berulang di laporan', p_difference.row_key) end
    else format('%s kolom %s: ', p_difference.row_key, p_difference.header)
      || case when p_difference.is_cost and not p_sees_cost then 'berbeda' else
           (select string_agg(case when x.v is null then 'kosong'
                                   when x.v ~ '^-?\d+(\.\d+)?$' then case when x.v ~ '^-' then '-' else '' end || mart.number_text(abs(x.v::numeric), least(scale(x.v::numeric), 10))
                                   when x.v ~ '^\d{4}-\d{2}-\d{2}$' then x.v
                                   else '“' || left(x.v, 60) || '”' end, ' ≠ ' order by x.n)
              from (values (1, p_difference.theirs), (2, p_difference.ours)) x (n, v)) end
    end
$$;
comment on function ops.parallel_difference_text(ops.parallel_differences, boolean) is 'One difference in Indonesian: the person''s value ≠ the report''s.';
