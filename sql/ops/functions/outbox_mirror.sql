-- One row waits per channel, recipient and subject, however often the state changes before it is sent. The update of the
-- row that waits is a lock: a worker that claims it at this moment waits for our commit, and so reads our state.
create or replace function ops.outbox_mirror(
  p_channel text, p_recipient text, p_subject_key text, p_params jsonb, p_work_item_id bigint default null, p_is_test boolean default false
)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id bigint;
begin
  insert into ops.outbox (channel, recipient, subject_key, params, dedupe_key, work_item_id, is_test, is_mirror)
  values (p_channel, p_recipient, p_subject_key, coalesce(p_params, '{}'), format('mirror:%s', gen_random_uuid()), p_work_item_id, p_is_test, true)
  on conflict (channel, recipient, subject_key) where is_mirror and status = 'planned'
  do update set params = excluded.params, work_item_id = excluded.work_item_id, is_test = excluded.is_test
  returning id into v_id;
  return v_id;
end;
$$;
comment on function ops.outbox_mirror(text, text, text, jsonb, bigint, boolean) is 'A state that is shown elsewhere has changed: the one waiting row of its channel, recipient and subject will show it. The state is read when it is sent.';
