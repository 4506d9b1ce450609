-- Called first in the transaction that then copies the rows of the page: cursor and rows are one commit.
create or replace function raw.load_page(
  p_load_id bigint,
  p_run_token uuid,
  p_position jsonb,
  p_rows bigint,
  p_progress_done integer default null,
  p_progress_total integer default null
)
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
  if p_rows < 0 then
    raise exception 'a page cannot have % rows', p_rows using errcode = 'MD103', detail = jsonb_build_object('caller', v_caller)::text;
  end if;
  insert into raw.load_cursors (load_id, position, rows_staged) values (p_load_id, p_position, p_rows)
  on conflict (load_id) do update
     set position = excluded.position, rows_staged = raw.load_cursors.rows_staged + excluded.rows_staged, updated_at = clock_timestamp();
  update raw.load_history h
     set rows_staged = h.rows_staged + p_rows,
         progress_done = coalesce(p_progress_done, h.progress_done),
         progress_total = coalesce(p_progress_total, h.progress_total)
   where h.load_id = p_load_id;
  return 'ok';
end;
$$;
comment on function raw.load_page(bigint, uuid, jsonb, bigint, integer, integer) is 'Notes a page of a pull: new position and number of rows that the same transaction copies into staging. ok | not_mine (another run holds the load: stop).';
