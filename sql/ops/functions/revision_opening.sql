create or replace function ops.revision_opening(p_work_item_id bigint, p_revision_no integer)
returns jsonb
language sql stable
as $$
  select coalesce((select jsonb_build_object('opening', o.body) from ops.revision_openings o where o.work_item_id = p_work_item_id and o.revision_no = p_revision_no), '{}')
$$;
comment on function ops.revision_opening(bigint, integer) is 'What is laid over a frozen report when it is shown: {opening}, the accepted paragraph of a model; {} when there is none.';
