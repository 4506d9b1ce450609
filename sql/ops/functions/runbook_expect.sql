create or replace function ops.runbook_expect(p_runbook text, p_step text)
returns jsonb
language sql stable
as $$
  select coalesce((select r.default_expect || coalesce(r.expect, '{}') from ops.runbook_steps r where r.runbook = p_runbook and r.step = p_step), '{}');
$$;
comment on function ops.runbook_expect(text, text) is 'What is expected of an answer: ours, and over it what a person wrote; what the person does not name stays.';
