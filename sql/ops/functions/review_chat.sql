-- The group hears of a rejection from the review itself: the readers of the report have not seen that revision.
create or replace function ops.review_chat(p_work_item_id bigint, p_revision_no integer, p_outcome text, p_notes text)
returns integer
language sql volatile
as $$
  select count(ops.alert_message_plan('telegram', t.address, null, t.definition_key,
           format('❌ %s %s: revisi %s ditolak pemeriksaan', t.title, to_char(t.business_date, 'DD/MM/YYYY'), p_revision_no),
           p_notes || E'\n\n' || case p_outcome when 'escalated' then 'Sudah ditolak sebanyak yang diperbolehkan: atasan yang memutuskan.'
                                              else 'Laporan dibuat ulang secara otomatis.' end,
           'warning', format('telegram:review:%s:%s:%s', p_work_item_id, p_revision_no, t.address), t.is_test))::integer
    from (
      select distinct w.definition_key, w.title, w.business_date, c.address, ops.work_item_is_test(w.id) as is_test
        from ops.work_items w
        join ops.job_definitions d on d.key = w.definition_key
        join agent.profiles a on a.name = d.agent
        join ops.recipients c on c.key = 'department.' || a.department and c.channel = 'telegram' and c.is_active and c.is_test = ops.work_item_is_test(w.id)
        left join ops.people p on p.id = c.person_id
       where w.id = p_work_item_id and coalesce(p.is_active, true)
    ) t
$$;
comment on function ops.review_chat(bigint, integer, text, text) is 'Tells the group of the department (recipient key department.<code>) that layer 2 has sent a revision back, and why. Once per revision and chat. How many were told.';
