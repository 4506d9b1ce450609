-- Static statements, one for each check: what is checked is code that is read, not text from a row.
create or replace function ops.review_check(p_key text, p_work_item_id bigint, p_revision_no integer, p_params jsonb)
returns table (is_failure boolean, says text, measured text, expected text)
language plpgsql stable
as $$
declare
  v_check text := split_part(p_key, '.', 2);
  v_date date;
  v_figures jsonb;
  v_result jsonb;
begin
  select w.business_date, r.figures, r.result into strict v_date, v_figures, v_result
    from ops.work_items w join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = p_revision_no
   where w.id = p_work_item_id;
  if p_key = 'hash_intact' then
    return query select * from ops.review_hash_intact(p_work_item_id, p_revision_no);
  elsif p_key = 'loads_newest' then
    return query select * from ops.review_loads_newest(p_work_item_id, p_revision_no);
  elsif p_key = 'text_complete' then
    return query select * from ops.review_text_complete(v_result);
  elsif p_key = 'sheet_mirror' then
    return query select * from ops.review_sheet_mirror(p_work_item_id, p_revision_no);
  elsif p_key = 'reading' then
    return query select * from ops.review_reading(p_work_item_id, p_revision_no, p_params);
  elsif v_check = 'row_drift' then
    return query select * from ops.review_row_drift(p_work_item_id, p_revision_no, p_params);
  elsif p_key like 'control\_stock.%' then
    return query select * from mart.control_stock_review(v_check, v_date, v_figures, v_result);
  elsif p_key like 'daily\_sales.%' then
    return query select * from mart.daily_sales_review(v_check, v_date, v_figures, v_result);
  elsif p_key like 'product\_performance.%' then
    return query select * from mart.product_performance_review(v_check, v_date, v_figures, v_result);
  else
    raise exception 'nothing says how % is checked', p_key using errcode = 'MD401', hint = 'Set is_enabled = false in ops.review_checks.';
  end if;
end;
$$;
comment on function ops.review_check(text, bigint, integer, jsonb) is 'Runs one check of ops.review_checks on a frozen revision: a row for each thing that is wrong (is_failure) or worth a note, in Indonesian, with what was measured and what was expected. No row: all is well. MD401 for a check that has no statement here.';
