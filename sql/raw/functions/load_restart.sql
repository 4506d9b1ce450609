-- When the source's listing moved since the pull was cut off, pages and cursor no longer speak of the same list.
create or replace function raw.load_restart(p_load_id bigint, p_run_token uuid)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
begin
  perform from raw.load_own(p_load_id, p_run_token);
  if not found then
    return 'not_mine';
  end if;
  delete from raw.load_cursors c where c.load_id = p_load_id;
  delete from raw.staging_stock s where s.load_id = p_load_id;
  delete from raw.staging_sales s where s.load_id = p_load_id;
  delete from raw.sales_documents d where d.load_id = p_load_id;
  update raw.load_history h
     set rows_staged = 0, progress_done = 0, documents_copied = 0, is_full = false, note = format('Started again by %s: the source''s list had changed.', v_caller)
   where h.load_id = p_load_id;
  return 'ok';
end;
$$;
comment on function raw.load_restart(bigint, uuid) is 'Throws away what a pull staged, to begin again. ok | not_mine.';
