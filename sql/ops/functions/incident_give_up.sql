create or replace function ops.incident_give_up(p_id bigint, p_why text)
returns void
language plpgsql volatile
as $$
begin
  perform ops.incident_happen(p_id, 'give_up', p_why, 'person', 'reminder', util.now() + util.setting_interval('overseer.remind_every'));
  perform ops.incident_report(p_id);
end;
$$;
comment on function ops.incident_give_up(bigint, text) is 'Nothing more can be done from here: people are told, and remembered of it until one closes it. The caller holds the locks.';
