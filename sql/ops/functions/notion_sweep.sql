-- The dashboard follows here and not with each item: the clock alone changes it, and items of one department would queue up
-- behind its row. A task that has no page yet (Notion was switched on later, or its row failed) is planned here too.
create or replace function ops.notion_sweep()
returns integer
language plpgsql volatile
as $$
declare
  v_row record;
  v_count integer := 0;
  v_late timestamptz;
begin
  if not exists (select from ops.notion_sources s where s.database_id is not null) then
    return 0;
  end if;
  for v_row in
    select s.key, s.is_test, 'department:' || d.code as subject
      from ops.notion_sources s cross join agent.departments d
      left join ops.notion_pages p on p.source_key = s.key and p.subject_key = 'department:' || d.code
     where s.kind = 'dashboard' and s.database_id is not null
       and p.fields_hash is distinct from encode(sha256(convert_to(ops.notion_fields_of(s.key, 'department:' || d.code)::text, 'UTF8')), 'hex')
       and not exists (select from ops.outbox o where o.channel = 'notion' and o.recipient = s.key and o.subject_key = 'department:' || d.code
                        and (o.status in ('planned', 'sending', 'unknown') or o.status = 'failed' and o.created_at > util.now() - interval '1 hour'))
     order by s.key collate "C", d.code collate "C"
  loop
    perform ops.outbox_mirror('notion', v_row.key, v_row.subject, null, null, v_row.is_test);
    v_count := v_count + 1;
  end loop;
  for v_row in
    select w.id
      from ops.work_items w
      join ops.notion_sources s on s.kind = 'tasks' and s.database_id is not null and s.is_test = ops.work_item_is_test(w.id)
     where (w.status not in ('approved', 'cancelled') or w.finished_at > util.now() - interval '7 days')
       and not exists (select from ops.notion_pages p where p.source_key = s.key and p.subject_key = 'work_item:' || w.id)
       and not exists (select from ops.outbox o where o.channel = 'notion' and o.work_item_id = w.id and o.recipient = s.key)
     order by w.id
     limit 200
  loop
    perform ops.notion_plan(v_row.id);
    v_count := v_count + 1;
  end loop;

  select min(o.created_at) into v_late from ops.outbox o
   where o.channel = 'notion' and o.status = 'planned' and o.error ->> 'code' = 'deferred'
     and o.created_at < util.now() - util.setting_interval('notion.alert_after');
  if v_late is not null then
    perform ops.alert_raise('warning', 'OPS', 'notion', 'Notion tertinggal',
      format('Halaman menunggu sejak %s. Laporan dan email tidak tertunda; halaman menyusul sendiri. Sebab terakhir: %s', ops.explain_time(v_late),
        (select o.error ->> 'message' from ops.outbox o where o.channel = 'notion' and o.status = 'planned' and o.error ->> 'code' = 'deferred'
          order by o.created_at, o.id limit 1)),
      'notion_late');
  end if;
  return v_count;
end;
$$;
comment on function ops.notion_sweep() is 'Each minute: departments whose figures changed and tasks without a page are planned for Notion, and people are told when it lags. How many were planned.';
