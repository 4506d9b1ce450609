create or replace function ops.work_item_approved(p_work_item_id bigint)
returns void
language plpgsql volatile
as $$
declare
  v_follower bigint;
begin
  perform ops.approvals_close(p_work_item_id, 'decided');
  -- With approval required the PIC has had this mail already: it was the request. The dedupe key sends it once.
  perform ops.work_item_mail(p_work_item_id);
  for v_follower in
    select o.id
      from ops.work_items w
      join ops.occurrences o on o.status = 'waiting' and o.business_date = w.business_date
      join ops.job_definitions d on d.key = o.definition_key and w.definition_key = any (d.needs)
     where w.id = p_work_item_id
     order by o.id
  loop
    perform ops.occurrence_advance(v_follower);
  end loop;
end;
$$;
comment on function ops.work_item_approved(bigint) is 'What an approval causes: other requests are closed, the result goes to its recipients, runs that waited for it are looked at again. The caller holds the date''s lock and the item''s.';
