create or replace function ops.sheet_begin(p_run_token uuid)
returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_sheet ops.sheets;
  v_shown record;
begin
  v_sheet := ops.sheet_of_run(p_run_token);
  if v_sheet.key is null then
    return null;
  end if;
  select v.work_item_id, v.revision_no into v_shown from mart.v_sheet_revision v where v.definition_key = v_sheet.definition_key;
  return jsonb_build_object(
    'key', v_sheet.key, 'title', v_sheet.title, 'time_zone', 'Asia/Jakarta', 'spreadsheet_id', v_sheet.spreadsheet_id,
    'is_set_up', v_sheet.set_up_at is not null, 'work_item_id', v_shown.work_item_id, 'revision_no', v_shown.revision_no,
    'is_written', coalesce((v_sheet.written_work_item_id, v_sheet.written_revision_no) = (v_shown.work_item_id, v_shown.revision_no), false),
    'tabs', (
      select jsonb_agg(jsonb_build_object(
               'slug', t.slug, 'title', t.title, 'tab_id', t.tab_id, 'tab_set', t.tab_set, 'is_checked', t.is_checked, 'frozen_rows', t.frozen_rows,
               'head_row', t.head_row, 'head', t.head, 'fills', t.fills, 'blocks', (
                 select jsonb_agg(jsonb_build_object(
                          'place', b.place, 'first_row', b.first_row, 'first_column', b.first_column, 'has_header', b.has_header, 'columns', (
                            select jsonb_agg(jsonb_build_object('header', c.header, 'formula', c.formula) order by c.column_no)
                              from ops.sheet_columns(b.sheet_key, b.slug, b.place) c)) order by b.place)
                   from ops.sheet_blocks b where b.sheet_key = t.sheet_key and b.slug = t.slug)) order by t.place)
        from ops.sheet_tabs t where t.sheet_key = v_sheet.key));
end;
$$;
comment on function ops.sheet_begin(uuid) is 'What the sending run with this token has to write: the file, its tabs and blocks, and whether the newest report stands in it already. NULL: another run holds it.';
