-- Locks as ops.review_decide does, so that no result is added to a revision that is being decided about.
create or replace function ops.review_result_record(
  p_work_item_id bigint, p_revision_no integer, p_check_key text, p_is_blocking boolean, p_is_passed boolean, p_detail jsonb default '{}'
)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_item ops.work_items;
begin
  v_item := ops.work_item_require(p_work_item_id);
  if v_item.status <> 'done' or v_item.revision_no is distinct from p_revision_no then
    return case when v_item.status <> 'done' then 'not_reviewable' else 'stale_revision' end;
  end if;
  insert into ops.review_results (work_item_id, revision_no, check_key, is_blocking, is_passed, detail)
  values (p_work_item_id, p_revision_no, p_check_key, p_is_blocking, p_is_passed, coalesce(p_detail, '{}'))
  on conflict (work_item_id, revision_no, check_key) do update
    set is_blocking = excluded.is_blocking, is_passed = excluded.is_passed, detail = excluded.detail, checked_at = util.now();
  return 'recorded';
end;
$$;
comment on function ops.review_result_record(bigint, integer, text, boolean, boolean, jsonb) is 'A check of layer 2 says what it found on a frozen revision: recorded | not_reviewable | stale_revision. Repeated, the last result counts.';
