-- One call, so that the report and the revision are one commit: from here on nothing is recomputed.
create or replace function mart.product_performance_freeze(p_run_token uuid)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_item ops.work_items;
  v_report jsonb;
begin
  select w.* into v_item from ops.work_items w where w.run_token = p_run_token;
  if not found then
    return 'not_mine';
  end if;
  v_report := mart.product_performance_report(v_item.business_date);
  return ops.work_item_finish(p_run_token, v_report -> 'figures', v_report -> 'result');
end;
$$;
comment on function mart.product_performance_freeze(uuid) is 'Makes the product report of the work item that this run holds and freezes it as a revision. Answers like ops.work_item_finish; not_mine when another run holds the item.';
