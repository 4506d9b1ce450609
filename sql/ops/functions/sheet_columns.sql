-- Beside each figure its formula and its check; at the end how many checks of the row differ. A formula names other figures
-- and so reads their formula cells, never their values: one typed over value shows in one check.
create or replace function ops.sheet_columns(p_sheet_key text, p_slug text, p_place integer)
returns table (column_no integer, name text, role text, header text, formula text, data_type text, is_input boolean)
language plpgsql stable
as $$
declare
  v_block ops.sheet_blocks;
  v_is_checked boolean;
  v_row integer;
  v_name text;
  v_cells jsonb;
  v_checks text[];
  v_column record;
begin
  select b.* into strict v_block from ops.sheet_blocks b where b.sheet_key = p_sheet_key and b.slug = p_slug and b.place = p_place;
  select t.is_checked into v_is_checked from ops.sheet_tabs t where t.sheet_key = p_sheet_key and t.slug = p_slug;
  v_row := v_block.first_row + case when v_block.has_header then 1 else 0 end;
  for v_column in
    with columns as (
      select a.attnum, a.attname::text as name, y.typname::text as data_type,
             coalesce(col_description(a.attrelid, a.attnum), a.attname) as header, f.formula, coalesce(f.is_input, false) as is_input
        from pg_attribute a
        join pg_type y on y.oid = a.atttypid
        left join ops.sheet_figures f on v_is_checked and f.sheet_key = p_sheet_key and f.name = a.attname
       where a.attrelid = ('mart.' || v_block.view_name)::regclass and a.attnum > 0 and not a.attisdropped
    )
    select row_number() over (order by c.attnum, r.rank)::integer as no, c.*, r.role
      from columns c
      join (values ('value', 1), ('formula', 2), ('check', 3)) as r (role, rank) on r.rank = 1 or c.formula is not null
     order by c.attnum, r.rank
  loop
    if v_column.role <> 'check' then
      -- Later wins: of a figure, the formula cell.
      v_cells := coalesce(v_cells, '{}') || jsonb_build_object(v_column.name, '$' || portal.sheet_cell(v_block.first_column - 1 + v_column.no, v_row));
    end if;
    column_no := v_column.no;
    name := v_column.name;
    role := v_column.role;
    data_type := v_column.data_type;
    is_input := v_column.is_input;
    header := case v_column.role when 'value' then v_column.header when 'formula' then 'rumus' else 'cek' end;
    formula := case v_column.role when 'formula' then v_column.formula when 'check' then
      format('=IFERROR(IF(%1$s=%2$s,0,IF(ROUND(%1$s-%2$s,6)=0,0,1)),1)',
        portal.sheet_cell(v_block.first_column + v_column.no - 3, v_row), portal.sheet_cell(v_block.first_column + v_column.no - 2, v_row)) end;
    if v_column.role = 'formula' then
      for v_name in select distinct m[1] from regexp_matches(formula, '\{(\w+)\}', 'g') m loop
        -- A figure further to the right is not known yet here: formulas read what stands before them.
        formula := replace(formula, '{' || v_name || '}', coalesce(v_cells ->> v_name, '#REF!'));
      end loop;
    end if;
    if v_column.role = 'check' then
      v_checks := v_checks || portal.sheet_cell(v_block.first_column - 1 + v_column.no, v_row);
    end if;
    return next;
  end loop;
  if v_is_checked then
    formula := format('=SUM(%s)', array_to_string(v_checks, ','));
    column_no := column_no + 1;
    name := 'difference_count';
    role := 'total';
    header := 'Beda';
    data_type := 'numeric';
    is_input := false;
    return next;
  end if;
end;
$$;
comment on function ops.sheet_columns(text, text, integer) is 'Columns of a block of a Sheet from left to right. role: value | formula (recomputes the value before it) | check (0, or 1 when the two differ) | total (checks of the row that differ). formula: of the first row of data.';
