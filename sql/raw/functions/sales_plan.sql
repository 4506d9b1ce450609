-- The first page of a sales pull: its list is kept, what has not changed is staged from what is here already, and the
-- cursor says so in the same commit. A run that was cut off finds its plan again and fetches what is left of it; when the
-- source's list has moved since, the plan is made anew.
create or replace function raw.sales_plan(p_load_id bigint, p_run_token uuid, p_list text, p_documents jsonb)
returns table (status text, wanted integer[], copied integer, done integer, rows_staged bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_caller name := util.caller();
  v_load raw.load_history;
  v_cursor raw.load_cursors;
  v_is_full boolean;
  v_rows bigint := 0;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  if not found then
    raise exception 'load % does not exist', p_load_id using errcode = 'MD401', detail = jsonb_build_object('caller', v_caller)::text;
  end if;
  -- No other load of the entity may be accepted or taken back between the choice of the documents and their copy.
  perform pg_advisory_xact_lock(hashtextextended(format('raw.load:%s:%s', v_load.kind, v_load.entity), 0));
  perform from raw.load_own(p_load_id, p_run_token);
  if not found then
    return query select 'not_mine'::text, null::integer[], 0, 0, 0::bigint;
    return;
  end if;

  select c.* into v_cursor from raw.load_cursors c where c.load_id = p_load_id;
  if found and (v_cursor.position ->> 'list' is distinct from p_list
      or (select count(*) from raw.sales_documents d where d.load_id = p_load_id) <> jsonb_array_length(p_documents)) then
    perform raw.load_restart(p_load_id, p_run_token);
    v_cursor := null;
  end if;

  if v_cursor.load_id is null then
    v_is_full := raw.sales_full_due(p_load_id);
    insert into raw.sales_documents (load_id, kind, source_id, place, nomor_invoice, tanggal, opt_lock, last_update)
    select p_load_id, x.kind, x.id, x.place, x.number, x.date, x."optLock", x."lastUpdate"
      from rows from (jsonb_to_recordset(p_documents) as (kind text, id bigint, number text, date date, "optLock" bigint, "lastUpdate" text))
           with ordinality as x (kind, id, number, date, "optLock", "lastUpdate", place);
    if not v_is_full then
      v_rows := raw.sales_copy(p_load_id);
    end if;
    insert into raw.load_cursors (load_id, position, rows_staged)
    values (p_load_id, jsonb_build_object('list', p_list, 'done', 0), v_rows)
    returning * into v_cursor;
    update raw.load_history h
       -- A pull of fewer days than are always read again has not looked at all that may be copied tomorrow.
       set is_full = v_is_full and h.covers_from <= h.business_date - util.setting_integer('sales.repull_days') + 1, rows_staged = v_rows, documents_copied = c.n, progress_done = c.n, progress_total = jsonb_array_length(p_documents)
      from (select count(*) as n from raw.sales_documents d where d.load_id = p_load_id and d.is_copied) c
     where h.load_id = p_load_id;
  end if;
  return query
    select 'ok'::text, coalesce(array_agg(d.place order by d.place) filter (where not d.is_copied), '{}'),
           (count(*) filter (where d.is_copied))::integer, (v_cursor.position ->> 'done')::integer, v_cursor.rows_staged
      from raw.sales_documents d where d.load_id = p_load_id;
end;
$$;
comment on function raw.sales_plan(bigint, uuid, text, jsonb) is 'Keeps the list of a sales pull ([{kind, id, number, date, optLock, lastUpdate}]; p_list is its digest) and stages what has not changed. Returns ok and the places (from 1) to fetch, how many documents were copied, how many of the wanted ones are staged already, rows staged; or not_mine.';
