// The twin's part in the database: a world is set up, stepped and looked at in one call each, so that a life is not mostly waiting.
// `seen` is laid out like the model's own view in ladder_twin.ts; `ids` is what the next calls need.

export const LADDER_SQL = `
create schema if not exists ladder;
grant usage on schema ladder to mandor_deploy;

create or replace function ladder.open(p_number bigint, p_now timestamptz, p jsonb) returns jsonb language plpgsql as $$
declare
  v_key text := 'ladder.' || p_number;
  v_ids bigint[];
  v_policy bigint;
  v_worker uuid;
begin
  perform set_config('mandor.now', p_now::text, false);
  with made as (
    insert into ops.people (name, email, telegram_user_id)
    select format('%s %s', x.name, p_number), format('p%sx%s@toko.example', p_number, x.n - 1),
           case when p -> 'chats' ? x.name then 700000000 + p_number * 10 + x.n - 1 end
      from jsonb_array_elements_text(p -> 'people') with ordinality as x (name, n) order by x.n
    returning id
  )
  select array_agg(m.id order by m.id) into v_ids from made m;
  update ops.people set supervisor_id = v_ids[1] where id = v_ids[2];
  insert into ops.calendars (key, title, working_weekdays)
  values (v_key, 'Kalender', array(select jsonb_array_elements_text(p -> 'workdays')::integer));
  insert into ops.approval_policies (key, title, calendar_key) values (v_key, v_key, v_key) returning id into v_policy;
  insert into ops.approval_rungs (policy_id, position, after, action, whom)
  select v_policy, r.n, make_interval(hours => r.h::integer), (array['remind', 'open_backup', 'remind', 'escalate'])[r.n],
         (array['pic', 'backup', 'both', 'supervisor'])[r.n]
    from jsonb_array_elements_text(p -> 'rungs') with ordinality as r (h, n);
  v_worker := ops.worker_register('', 'test', 1);
  insert into ops.job_definitions (key, title, agent, task_identifier, needs, latest_start, max_duration, makes_work_item, requires_review,
         requires_approval, max_revisions, pic_id, backup_id, approval_policy_id)
  select format('%s.%s', v_key, i.n - 1), 'Model', 'ops_warehouse', 'ops/noop', '{}', '2 hours', '1 hour', true, false, true, (i.item ->> 1)::integer,
         v_ids[2], case when (i.item ->> 0)::boolean then v_ids[3] end, v_policy
    from jsonb_array_elements(p -> 'items') with ordinality as i (item, n);
  perform ops.occurrence_open(format('%s.%s', v_key, i - 1), '2026-02-01') from generate_series(1, jsonb_array_length(p -> 'items')) i;
  return jsonb_build_object('people', to_jsonb(v_ids), 'policy', v_policy, 'worker', v_worker,
    'items', (select jsonb_agg(w.id order by w.definition_key) from ops.work_items w where w.definition_key like v_key || '.%'));
end $$;

-- In PL/pgSQL, so that it is planned once.
create or replace function ladder.state(p_items bigint[]) returns jsonb language plpgsql stable as $$
begin
  return (select jsonb_build_object('seen', jsonb_agg(x.seen order by x.id), 'ids', jsonb_agg(x.ids order by x.id))
    from (
      select w.id,
             jsonb_build_array(w.status, w.revision_no, w.revision_count, round(extract(epoch from w.ladder_started_at) * 1000)::bigint, w.rung_position,
               case when w.status = 'pending_approval' then round(extract(epoch from u.due_at) * 1000)::bigint end,
               exists (select from ops.alerts t where t.dedupe_key = format('work_item:%s:reply_unclear', w.id)),
               coalesce(jsonb_agg(jsonb_build_array(a.role, split_part(p.name, ' ', 1), a.status, a.channel, a.notes, m.is_own, q.effects, o.wants) order by a.id)
                 filter (where a.id is not null), '[]')) as seen,
             jsonb_build_array(u.id, coalesce(jsonb_agg(jsonb_build_array(a.id, a.token, left(a.figures_hash, 8), o.ids) order by a.id)
                 filter (where a.id is not null), '[]')) as ids
        from ops.work_items w
        left join ops.wakeups u on u.id = w.wakeup_id
        left join ops.approvals a on a.work_item_id = w.id
        left join ops.people p on p.id = a.person_id
        -- What asks a person carries the code of that very request.
        left join lateral (
          select strpos(x.params::text, a.token::text) > 0 as is_own from ops.outbox x where x.id = a.outbox_id) m on true
        left join lateral (
          select coalesce(jsonb_agg(split_part(y.dedupe_key, ':', 2) order by r.number), '[]') as effects
            from ops.reply_questions r left join ops.outbox y on y.id = r.outbox_id where r.approval_id = a.id) q on true
        left join lateral (
          select coalesce(jsonb_agg(z.params ->> 'wants' order by z.id), '[]') as wants, coalesce(jsonb_agg(z.id order by z.id), '[]') as ids
            from ops.outbox z
           where z.work_item_id = w.id and z.subject_key = 'telegram.question' and (z.params ->> 'approval_id')::bigint = a.id) o on true
       where w.id = any (p_items)
       group by w.id, u.id
    ) x);
end $$;

create or replace function ladder.act(p_calls text[], p_items bigint[]) returns jsonb language plpgsql as $$
declare
  v_call text;
  v_one text;
  v_said jsonb := '[]';
begin
  foreach v_call in array p_calls loop
    v_one := null;
    execute v_call into v_one;
    v_said := v_said || jsonb_build_array(v_one);
  end loop;
  return jsonb_build_object('said', v_said) || ladder.state(p_items);
end $$;

-- The same, and then everything is as before.
create or replace function ladder.try(p_calls text[], p_items bigint[]) returns jsonb language plpgsql as $$
declare
  v_answer text;
begin
  raise exception 'back' using errcode = 'MX000', detail = ladder.act(p_calls, p_items)::text;
exception when sqlstate 'MX000' then
  get stacked diagnostics v_answer = pg_exception_detail;
  return v_answer::jsonb;
end $$;
`;
