create or replace function ops.outbox_plan(
  p_channel text,
  p_recipient text,
  p_subject_key text,
  p_params jsonb,
  p_dedupe_key text,
  p_work_item_id bigint default null,
  p_revision_no integer default null,
  p_is_test boolean default false,
  p_severity text default null
)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id bigint;
begin
  insert into ops.outbox (channel, recipient, subject_key, params, dedupe_key, work_item_id, revision_no, is_test, severity)
  values (p_channel, p_recipient, p_subject_key, coalesce(p_params, '{}'), p_dedupe_key, p_work_item_id, p_revision_no, p_is_test,
          coalesce(p_severity, p_params ->> 'severity', 'info'))
  on conflict (dedupe_key) do nothing
  returning id into v_id;
  if v_id is null then
    select o.id into strict v_id from ops.outbox o where o.dedupe_key = p_dedupe_key;
  end if;
  return v_id;
end;
$$;
comment on function ops.outbox_plan(text, text, text, jsonb, text, bigint, integer, boolean, text) is 'Plans an outward effect. The same dedupe key again is the same effect: its row is answered. The severity may stand in the parameters.';
