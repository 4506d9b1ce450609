create or replace function ops.decision_note(
  p_work_item_id bigint, p_kind text, p_decision text, p_outcome text, p_notes text default null,
  p_person_id bigint default null, p_approval_id bigint default null, p_channel text default null, p_evidence jsonb default null
)
returns text
language sql volatile
as $$
  insert into ops.decision_attempts (work_item_id, approval_id, kind, decision, outcome, person_id, channel, notes, evidence)
  values (p_work_item_id, p_approval_id, p_kind, p_decision, p_outcome,
          (select p.id from ops.people p where p.id = ops.person_acting(p_person_id)), p_channel, p_notes, p_evidence)
  returning outcome;
$$;
comment on function ops.decision_note(bigint, text, text, text, text, bigint, bigint, text, jsonb) is 'Remembers an attempt to decide, refused or not, and answers its outcome.';
