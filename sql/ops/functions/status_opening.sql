-- One report is enough to see whether models work: the newest that went on from its review, by number.
create or replace function ops.status_opening()
returns jsonb
language sql stable
as $$
  select jsonb_build_object('work_item_id', n.id, 'revision_no', n.revision_no, 'title', n.title, 'business_date', n.business_date,
           'model', case when o.call_id is not null then c.model_id end,
           'why', case
             when o.call_id is not null then null
             when c.outcome = 'rejected' then format('%s wrote what may not be sent: %s', c.model_id,
               (select string_agg(concat_ws(' ', p.x ->> 'rule', nullif(p.x ->> 'found', '')), ', ' order by p.n)
                  from jsonb_array_elements(c.detail -> 'problems') with ordinality as p (x, n) where p.n <= 3))
             when c.outcome = 'over_budget' then format('the budget of the month is spent: %s', (select string_agg(b ->> 'key', ', ') from jsonb_array_elements(c.detail -> 'budgets') b))
             when c.id is not null then (select string_agg(format('%s: %s', x.model_id, coalesce(x.outcome, 'is being asked')), ', ' order by x.attempt_no)
                                           from agent.llm_calls x where x.work_item_id = n.id and x.revision_no = n.revision_no and x.purpose = 'opening')
             when not p.is_enabled then 'it is off (agent.model_purposes)'
             when coalesce(p.time_limit, p.default_time_limit) < interval '1 second' then 'its time limit is 0 (agent.model_purposes)'
             when not exists (select from agent.models_asked() m where agent.llm_cost(m, util.local_date((select util.now())), 0, 0) is not null) then 'there is no model with a price (agent.models)'
             else 'no model was asked: the worker has no ANTHROPIC_API_KEY, or its models rest'
           end)
    from (
      select w.id, r.revision_no, w.title, w.business_date
        from ops.work_items w
        join ops.job_definitions d on d.key = w.definition_key and d.requires_review
        join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
       where w.status <> 'done' and mart.report_opening(r.result ->> 'kind', r.figures) is not null
       order by w.id desc limit 1
    ) n
    join agent.model_purposes p on p.key = 'opening'
    left join ops.revision_openings o on o.work_item_id = n.id and o.revision_no = n.revision_no
    left join lateral (select x.* from agent.llm_calls x where x.work_item_id = n.id and x.revision_no = n.revision_no and x.purpose = 'opening' order by x.attempt_no desc limit 1) c on true
$$;
comment on function ops.status_opening() is 'Whether the newest reviewed report opens with the words of a model (model), and if not, why (why): {work_item_id, revision_no, title, business_date, model, why}; NULL when no report has an opening.';
