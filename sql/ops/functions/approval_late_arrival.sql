-- Nobody waits for ever on a letter that got lost, so the hours begin without it. A letter that was only late begins them anew:
-- who was away from their mail for two days has the whole time from when they got it.
create or replace function ops.approval_late_arrival(p_work_item_id bigint)
returns timestamptz
language sql stable
as $$
  select nullif(greatest(min(x.confirmed_at), w.ladder_started_at), w.ladder_started_at)
    from ops.work_items w
    join ops.approvals a on a.work_item_id = w.id and a.status = 'open' and a.requested_at <= w.ladder_started_at
    join ops.outbox x on x.id = a.outbox_id and x.confirmed_at is not null
   where w.id = p_work_item_id
   group by w.ladder_started_at;
$$;
comment on function ops.approval_late_arrival(bigint) is 'When the first request arrived, if the hours began before it without any having arrived. NULL: they count as they are.';
