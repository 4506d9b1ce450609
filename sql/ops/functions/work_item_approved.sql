create or replace function ops.work_item_approved(p_work_item_id bigint)
returns void
language plpgsql volatile
as $$
begin
  -- With approval required the PIC has had this mail already: it was the request. The dedupe key sends it once.
  perform ops.work_item_mail(p_work_item_id);
end;
$$;
comment on function ops.work_item_approved(bigint) is 'What an approval causes: the result goes to its recipients.';
