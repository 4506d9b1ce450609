-- completed_to is by the source's clock: when ours runs ahead, orders of the minutes between are not there yet, and a window
-- that ends in them is not complete.
create or replace function raw.ginee_window_done(
  p_run_token uuid,
  p_shop_id text,
  p_window_from timestamptz,
  p_window_to timestamptz,
  p_source_now timestamptz default null
)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_until timestamptz := least(p_window_to, greatest(p_source_now, p_window_from));
begin
  perform from ops.occurrences o where o.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;
  update raw.sync_cursors c
     -- A window that begins later than where we are would leave a hole behind it.
     set completed_to = case when c.completed_to is null or p_window_from <= c.completed_to then greatest(c.completed_to, v_until) else c.completed_to end,
         window_from = null, window_to = null, cursor = null, run_token = null, updated_at = util.now()
   where c.source = 'ginee' and c.shop_id = p_shop_id;
  if not found then
    raise exception 'shop % is not known', p_shop_id using errcode = 'MD401', detail = jsonb_build_object('caller', v_caller)::text;
  end if;
  return 'ok';
end;
$$;
comment on function raw.ginee_window_done(uuid, text, timestamptz, timestamptz, timestamptz) is 'A shop''s window was read to its end; p_source_now: the source''s clock. ok | not_mine.';
