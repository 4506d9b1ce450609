-- The staged rows of a load that will never be accepted are of no use: they go with it.
create or replace function raw.load_close(p_load_id bigint, p_status text, p_message text, p_superseded_by bigint default null)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  update raw.load_history h
     set status = p_status, error_message = p_message, superseded_by = p_superseded_by, finished_at = util.now()
   where h.load_id = p_load_id;
  delete from raw.load_cursors c where c.load_id = p_load_id;
  delete from raw.staging_stock s where s.load_id = p_load_id;
  delete from raw.staging_sales s where s.load_id = p_load_id;
  delete from raw.staging_pos s where s.load_id = p_load_id;
  delete from raw.sales_documents d where d.load_id = p_load_id;
end;
$$;
comment on function raw.load_close(bigint, text, text, bigint) is 'Ends a load without accepting it and removes what it staged. Internal.';
