-- One sentence a cell, with the cell's name as the Sheet shows it. Cost prices are not quoted: alerts go to groups.
create or replace function portal.sheet_complaint(p_source portal.sheet_sources, p_answer jsonb)
returns text
language plpgsql stable
as $$
declare
  v_lines text;
  v_count bigint := coalesce((p_answer ->> 'problem_count')::bigint, 0);
begin
  if p_answer ->> 'refusal_code' = 'mass_delete' then
    return format('Tab ini kehilangan %s dari %s baris (%s %%); yang dihapus sekaligus paling banyak 20 %%. Periksa apakah tab masih lengkap. '
        || 'Bila memang benar, isi is_forced = true di portal.sheet_sources (key = %s) untuk satu kali muat.',
      p_answer ->> 'missing', p_answer ->> 'existing',
      replace(round((p_answer ->> 'missing')::numeric * 100 / (p_answer ->> 'existing')::numeric, 1)::text, '.', ','), p_source.key);
  elsif p_answer ->> 'refusal_code' = 'changed_rows' then
    return format('%s baris berbeda dari yang sudah ada, sedangkan tab ini hanya boleh menambah baris (mode append).', p_answer ->> 'changed');
  elsif p_answer ->> 'refusal' is not null then
    return p_answer ->> 'refusal';
  end if;
  select string_agg(format('%s%s: %s%s',
           coalesce('sel ' || portal.sheet_cell((p.value ->> 'column')::integer, (p.value ->> 'line')::bigint), 'baris ' || (p.value ->> 'line'), 'tab'),
           coalesce(' (' || (p.value ->> 'name') || ')', ''),
           case when p.value ->> 'value' is not null and p_source.table_name <> 'portal.hpprsp'
                then format('“%s” ', left(regexp_replace(p.value ->> 'value', '[[:cntrl:]]+', ' ', 'g'), 60)) else '' end,
           portal.problem_text(p.value ->> 'message')), E'\n' order by p.ordinality)
    into v_lines
    from jsonb_array_elements(p_answer -> 'problems') with ordinality p
   where p.ordinality <= 5;
  return concat_ws(E'\n', v_lines, case when v_count > 5 then format('… dan %s lainnya', v_count - 5) end);
end;
$$;
comment on function portal.sheet_complaint(portal.sheet_sources, jsonb) is 'Why a tab was not loaded, for those who keep it: cells by their names, in Indonesian. Internal.';
