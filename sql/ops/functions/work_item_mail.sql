create or replace function ops.work_item_mail(p_work_item_id bigint)
returns integer
language plpgsql volatile
as $$
declare
  v_is_test boolean := ops.work_item_is_test(p_work_item_id);
  v_domain text := util.setting('mail.domain');
  v_count integer;
begin
  insert into ops.outbox (channel, recipient, subject_key, params, dedupe_key, work_item_id, revision_no, is_test)
  select 'email', t.address, w.definition_key,
         jsonb_build_object(
           'from', util.setting('mail.from'),
           -- Made of what is sent to whom: a mail that is sent again is the same mail.
           'message_id', format('<mandor.%s.%s.%s@%s>', w.id, w.revision_no, left(encode(sha256(convert_to(t.address, 'UTF8')), 'hex'), 16), v_domain),
           'references', ops.work_item_thread(w.id),
           'subject', coalesce(r.result ->> 'subject', w.title),
           'recipient_name', t.name,
           'sees_cost', t.sees_cost),
         format('email:work_item:%s:%s:%s', w.id, w.revision_no, t.address), w.id, w.revision_no, v_is_test
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
    join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
   cross join lateral (
     select x.address, min(x.name) as name, bool_or(x.sees_cost) as sees_cost
       from (
         select p.email as address, p.name, true as sees_cost from ops.people p where p.id = d.pic_id and p.is_active and p.email is not null and not v_is_test
         union all
         select lower(c.address), p.name, c.sees_cost
           from ops.recipients c
           left join ops.people p on p.id = c.person_id
          where c.key = d.recipient_key and c.channel = 'email' and c.is_active and c.is_test = v_is_test
            and coalesce(p.is_active, true)
       ) x
      group by x.address
   ) t
   where w.id = p_work_item_id
   order by t.address
  on conflict (dedupe_key) do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
comment on function ops.work_item_mail(bigint) is
  'Plans one mail per recipient of the current revision: the PIC and the definition''s recipients; in test mode (of job, agent or outbox.test_mode) the test recipients alone. Planned twice is sent once. How many were planned.';
