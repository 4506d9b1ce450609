create or replace function ops.notion_reason(p_item ops.work_items)
returns text
language sql stable
as $$
  select case
    when p_item.status = 'failed' then coalesce(p_item.error ->> 'message', 'Gagal tanpa keterangan.')
    when p_item.status in ('revision', 'escalated', 'cancelled') then coalesce(
      (select nullif(btrim(h.reason), '') from ops.work_item_history h
        where h.work_item_id = p_item.id and h.to_status = p_item.status order by h.id desc limit 1),
      p_item.notes, p_item.error ->> 'message', '')
    else '' end;
$$;
comment on function ops.notion_reason(ops.work_items) is 'Why the item stands where it stands, as a sentence for people; empty when all goes well.';
