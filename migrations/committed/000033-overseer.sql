--! Previous: sha1:ea8c41a1c949c0fe0127967a76e3819b60d554fe
--! Hash: sha1:c24e53e2fd759c4ffe19967ea07d0acdde3bfd27

-- Self-healing: machines that are watched, signs of life, incidents and what is done about them over SSH.

create table ops.machines (
  key text constraint machines_pkey primary key,
  title text not null,
  host text not null,
  port integer not null default 22,
  login text not null default 'mandor',
  host_keys text[] not null default '{}',
  rescue_port integer,
  runbook text not null default 'openclaw',
  department text constraint machines_department_fkey references agent.departments on delete restrict,
  is_test boolean not null default false,
  is_enabled boolean not null default true,
  note text,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint machines_key_check check (key ~ '^[a-z0-9][a-z0-9._-]*$'),
  constraint machines_host_check check (host ~ '^[A-Za-z0-9][A-Za-z0-9.:_-]*$'),
  constraint machines_login_check check (login ~ '^[a-z_][a-z0-9_-]*$'),
  constraint machines_port_check check (port between 1 and 65535 and rescue_port between 1 and 65535 and rescue_port <> port),
  -- Without a pinned key nobody knows who answers: such a machine is not asked anything.
  constraint machines_host_keys_check check (cardinality(host_keys) <= 2 and (not is_enabled or cardinality(host_keys) > 0)
    and array_to_string(host_keys, '') ~ '^(SHA256:[A-Za-z0-9+/]{43})*$')
);
create index machines_department_idx on ops.machines (department);
comment on table ops.machines is 'Machines that are watched and restarted over SSH. People own these rows.';
comment on column ops.machines.key is 'Name, e.g. vps-toko-1.';
comment on column ops.machines.title is 'Name for people.';
comment on column ops.machines.host is 'Host name or address.';
comment on column ops.machines.port is 'SSH port.';
comment on column ops.machines.login is 'User on the machine, restricted to the gate script.';
comment on column ops.machines.host_keys is 'Fingerprints of the host''s keys as ssh-keygen -lf prints them, SHA256:…; two while a key is changed. Any other host is refused.';
comment on column ops.machines.rescue_port is 'SSH port of the second way in, tried when the first does not answer; NULL: there is none.';
comment on column ops.machines.runbook is 'Which steps of ops.runbook_steps are taken.';
comment on column ops.machines.department is 'Department that is told; NULL: OPS.';
comment on column ops.machines.is_test is 'True: a sandbox host. In test mode only such machines are asked.';
comment on column ops.machines.is_enabled is 'False: not asked, not restarted.';
comment on column ops.machines.note is 'What a person wants to remember about it.';
comment on column ops.machines.created_at is 'When the row was made.';
comment on column ops.machines.updated_at is 'When the row was last changed.';

-- An agent lives on a machine that is known. Names that were written before become machines that nobody asks yet.
insert into ops.machines (key, title, host, is_enabled, note)
select distinct on (trim(both '-' from lower(regexp_replace(p.machine, '[^A-Za-z0-9._-]+', '-', 'g'))))
       trim(both '-' from lower(regexp_replace(p.machine, '[^A-Za-z0-9._-]+', '-', 'g'))), p.machine, 'unknown.invalid', false,
       'Named by an agent before machines were rows: give it its host and its keys, then enable it.'
  from agent.profiles p where trim(both '-' from lower(regexp_replace(p.machine, '[^A-Za-z0-9._-]+', '-', 'g'))) ~ '^[a-z0-9]';
update agent.profiles p
   set machine = (select m.key from ops.machines m where m.key = trim(both '-' from lower(regexp_replace(p.machine, '[^A-Za-z0-9._-]+', '-', 'g'))))
 where p.machine is not null;
alter table agent.profiles add constraint profiles_machine_fkey foreign key (machine) references ops.machines on delete set null;
create index profiles_machine_idx on agent.profiles (machine);

create table ops.heartbeats (
  id bigint constraint heartbeats_pkey primary key generated always as identity,
  agent text not null constraint heartbeats_agent_fkey references agent.profiles on delete cascade,
  definition_key text constraint heartbeats_definition_key_fkey references ops.job_definitions on delete cascade,
  machine text not null,
  at timestamptz not null default util.now(),
  status text not null,
  duration interval,
  constraint heartbeats_status_check check (status in ('ok', 'done', 'late', 'deferred', 'failed')),
  constraint heartbeats_duration_check check (duration >= '0')
);
create index heartbeats_agent_idx on ops.heartbeats (agent, at);
create index heartbeats_definition_key_idx on ops.heartbeats (definition_key, at);
create index heartbeats_at_idx on ops.heartbeats (at);
comment on table ops.heartbeats is 'Signs of life: one for each run that ended, and one for each agent of a machine that answered well. Silence is the signal.';
comment on column ops.heartbeats.id is 'Number of the sign.';
comment on column ops.heartbeats.agent is 'Who gave it.';
comment on column ops.heartbeats.definition_key is 'What had run; NULL: its machine was asked.';
comment on column ops.heartbeats.machine is 'Where: a key of ops.machines, else the host of the worker.';
comment on column ops.heartbeats.at is 'When (business clock).';
comment on column ops.heartbeats.status is 'done | late | deferred | failed: how the run ended; ok: the machine answered well.';
comment on column ops.heartbeats.duration is 'How long the run took; NULL: not known.';

-- What has succeeded before is known: nobody is found silent because of this change.
insert into ops.heartbeats (agent, definition_key, machine, at, status, duration)
select distinct on (o.definition_key) d.agent, o.definition_key, coalesce(a.machine, 'worker'), o.finished_at, o.status,
       greatest(o.finished_at - o.started_at, '0')
  from ops.occurrences o
  join ops.job_definitions d on d.key = o.definition_key
  join agent.profiles a on a.name = d.agent
 where o.status in ('done', 'late')
 order by o.definition_key, o.finished_at desc;

create table ops.runbook_steps (
  runbook text not null,
  step text not null,
  place integer not null,
  title text not null,
  command text not null,
  page_command text,
  timeout interval not null default '60 seconds',
  max_bytes integer not null default 262144,
  expect jsonb,
  default_expect jsonb not null,
  description text not null,
  constraint runbook_steps_pkey primary key (runbook, step),
  constraint runbook_steps_step_check check (step in ('health', 'restart', 'verify', 'schedule')),
  constraint runbook_steps_timeout_check check (timeout between '1 second' and '10 minutes'),
  constraint runbook_steps_max_bytes_check check (max_bytes between 1024 and 4194304),
  constraint runbook_steps_command_check check (command ~ '^[a-z]+( \{run_id\})?$' and page_command ~ '^[a-z]+ \{offset\}$')
);
comment on table ops.runbook_steps is 'What may be said to a machine, and what is expected of its answer. No other command is ever sent; the gate script on the machine knows the same list.';
comment on column ops.runbook_steps.runbook is 'Kind of machine.';
comment on column ops.runbook_steps.step is 'health | restart | verify | schedule.';
comment on column ops.runbook_steps.place is 'Order.';
comment on column ops.runbook_steps.title is 'Name for people.';
comment on column ops.runbook_steps.command is 'The word that the gate script knows; {run_id} is the number of the restart, so that it happens once.';
comment on column ops.runbook_steps.page_command is 'How the next page is asked for, from {offset}; NULL: the answer has no pages.';
comment on column ops.runbook_steps.timeout is 'How long the answer may take.';
comment on column ops.runbook_steps.max_bytes is 'How much of an answer is kept; more is cut off.';
comment on column ops.runbook_steps.expect is 'A person''s expectation, laid over the default key by key; NULL: the default holds.';
comment on column ops.runbook_steps.default_expect is 'What we ship: which exit codes and states mean what (ops.step_judge).';
comment on column ops.runbook_steps.description is 'What the step is for.';

create table ops.incident_transitions (
  from_status text not null,
  to_status text not null,
  event text not null,
  actor_kind text not null,
  description text not null,
  constraint incident_transitions_pkey primary key (from_status, event, actor_kind),
  constraint incident_transitions_actor_kind_check check (actor_kind in ('system', 'operator'))
);
comment on table ops.incident_transitions is 'Every change that an incident may make; the guard refuses all else.';
comment on column ops.incident_transitions.from_status is 'State before; empty: a new incident.';
comment on column ops.incident_transitions.to_status is 'State after.';
comment on column ops.incident_transitions.event is 'What happened.';
comment on column ops.incident_transitions.actor_kind is 'system: the runbook; operator: a person.';
comment on column ops.incident_transitions.description is 'When it happens.';

create table ops.incidents (
  id bigint constraint incidents_pkey primary key generated always as identity,
  machine_key text not null constraint incidents_machine_key_fkey references ops.machines on delete restrict,
  status text not null default 'open',
  phase text not null default 'diagnose',
  event text not null default 'detect',
  event_count integer not null default 1,
  actor_kind text not null default 'system',
  actor text not null default 'runbook',
  cause text not null,
  says text not null,
  is_rescue boolean not null default false,
  restart_count integer not null default 0,
  poll_until timestamptz,
  facts jsonb not null default '{}',
  wakeup_id bigint constraint incidents_wakeup_id_key unique
    constraint incidents_wakeup_id_fkey references ops.wakeups on delete restrict,
  opened_at timestamptz not null default util.now(),
  verified_at timestamptz,
  closed_at timestamptz,
  constraint incidents_status_check check (status in ('open', 'recovering', 'verified', 'exhausted', 'closed')),
  constraint incidents_phase_check check (phase in ('diagnose', 'restart', 'verify', 'confirm', 'schedule', 'person', 'over')),
  constraint incidents_wakeup_check check ((status <> 'closed') = (wakeup_id is not null)),
  constraint incidents_closed_at_check check ((status = 'closed') = (closed_at is not null)),
  constraint incidents_verified_check check (status <> 'verified' or verified_at is not null),
  constraint incidents_person_check check ((status = 'exhausted') = (phase = 'person') and (status = 'closed') = (phase = 'over'))
);
create unique index incidents_open_idx on ops.incidents (machine_key) where status <> 'closed';
create index incidents_machine_key_idx on ops.incidents (machine_key, opened_at);
comment on table ops.incidents is 'A machine that does not do its work, and what became of it. One open incident per machine.';
comment on column ops.incidents.id is 'Number of the incident.';
comment on column ops.incidents.machine_key is 'The machine.';
comment on column ops.incidents.status is 'open → recovering → verified → closed; recovering → exhausted → closed by a person.';
comment on column ops.incidents.phase is 'Which answer it is at: diagnose, restart, verify, confirm (health after a restart), schedule; person; over.';
comment on column ops.incidents.event is 'What happened last (ops.incident_transitions).';
comment on column ops.incidents.event_count is 'How many things have happened; each is a row of ops.incident_history.';
comment on column ops.incidents.actor_kind is 'Who did the last thing: system | operator.';
comment on column ops.incidents.actor is 'Name of who did it.';
comment on column ops.incidents.cause is 'What it was opened for: health, silence.';
comment on column ops.incidents.says is 'What was last found, for people.';
comment on column ops.incidents.is_rescue is 'True: the first way in does not answer, the second is used.';
comment on column ops.incidents.restart_count is 'Restarts that were sent.';
comment on column ops.incidents.poll_until is 'Until when a machine that is starting is waited for.';
comment on column ops.incidents.facts is 'What the steps found: clock of the gateway, missed jobs, how often the schedule was paged.';
comment on column ops.incidents.wakeup_id is 'Its timer: the limit of a step, the next attempt, or the reminder of a person.';
comment on column ops.incidents.opened_at is 'When it was opened.';
comment on column ops.incidents.verified_at is 'When the machine was well again.';
comment on column ops.incidents.closed_at is 'When it was closed.';

create table ops.incident_history (
  id bigint constraint incident_history_pkey primary key generated always as identity,
  incident_id bigint not null constraint incident_history_incident_id_fkey references ops.incidents on delete restrict,
  from_status text,
  to_status text not null,
  event text not null,
  actor_kind text not null,
  actor text not null,
  why text not null,
  at timestamptz not null default util.now(),
  database_role name not null default util.caller()
);
create index incident_history_incident_id_idx on ops.incident_history (incident_id, id);
comment on table ops.incident_history is 'Everything that happened to an incident. Append-only.';
comment on column ops.incident_history.id is 'Order.';
comment on column ops.incident_history.incident_id is 'The incident.';
comment on column ops.incident_history.from_status is 'State before; NULL: it was opened.';
comment on column ops.incident_history.to_status is 'State after.';
comment on column ops.incident_history.event is 'What happened.';
comment on column ops.incident_history.actor_kind is 'system | operator.';
comment on column ops.incident_history.actor is 'Who.';
comment on column ops.incident_history.why is 'In words.';
comment on column ops.incident_history.at is 'When (business clock).';
comment on column ops.incident_history.database_role is 'Database role that did it.';

create table ops.incident_steps (
  id bigint constraint incident_steps_pkey primary key generated always as identity,
  machine_key text not null constraint incident_steps_machine_key_fkey references ops.machines on delete cascade,
  incident_id bigint constraint incident_steps_incident_id_fkey references ops.incidents on delete cascade,
  step text not null,
  phase text,
  is_rescue boolean not null default false,
  page_offset integer not null default 0,
  run_id uuid not null default gen_random_uuid(),
  command text,
  reached text,
  status text not null default 'planned',
  run_token uuid constraint incident_steps_run_token_key unique,
  claimed_by uuid constraint incident_steps_claimed_by_fkey references ops.workers on delete restrict,
  outcome jsonb,
  verdict text,
  says text,
  facts jsonb,
  planned_at timestamptz not null default util.now(),
  started_at timestamptz,
  finished_at timestamptz,
  constraint incident_steps_status_check check (status in ('planned', 'running', 'done', 'lost', 'dropped')),
  constraint incident_steps_run_check check ((status = 'running') = (run_token is not null and claimed_by is not null)),
  constraint incident_steps_end_check check ((status in ('done', 'lost', 'dropped')) = (finished_at is not null)),
  constraint incident_steps_verdict_check check (verdict in ('ok', 'starting', 'dead', 'unreachable', 'refused', 'unknown', 'missed', 'off')),
  constraint incident_steps_done_check check ((status in ('done', 'lost')) = (verdict is not null)),
  constraint incident_steps_page_offset_check check (page_offset >= 0)
);
-- One question at a time to a machine: two restarts beside each other cannot exist.
create unique index incident_steps_active_idx on ops.incident_steps (machine_key) where status in ('planned', 'running');
create index incident_steps_machine_key_idx on ops.incident_steps (machine_key, id);
create index incident_steps_incident_id_idx on ops.incident_steps (incident_id, id);
create index incident_steps_claimed_by_idx on ops.incident_steps (claimed_by) where claimed_by is not null;
comment on table ops.incident_steps is 'Each command that was sent to a machine, its answer as it came, and what it was judged to mean.';
comment on column ops.incident_steps.id is 'Number; the payload of its job.';
comment on column ops.incident_steps.machine_key is 'The machine.';
comment on column ops.incident_steps.incident_id is 'The incident; NULL: the overseer asks how it is.';
comment on column ops.incident_steps.step is 'Row of ops.runbook_steps.';
comment on column ops.incident_steps.phase is 'What the incident wanted to know.';
comment on column ops.incident_steps.is_rescue is 'True: asked at the second way in.';
comment on column ops.incident_steps.page_offset is 'From where a page of the schedule is read.';
comment on column ops.incident_steps.run_id is 'Goes with a restart: the same number twice restarts once.';
comment on column ops.incident_steps.command is 'What was sent.';
comment on column ops.incident_steps.reached is 'How the machine was reached then: login, host, ports, runbook and pinned keys; an answer counts for no other.';
comment on column ops.incident_steps.status is 'planned → running → done; lost: its worker died and nobody knows what came; dropped: no longer wanted.';
comment on column ops.incident_steps.run_token is 'Fencing token of the run that holds it.';
comment on column ops.incident_steps.claimed_by is 'Worker incarnation that holds it.';
comment on column ops.incident_steps.outcome is 'The answer: exit, signal, stdout, stderr (cut off), bytes, host_key; or fault and message.';
comment on column ops.incident_steps.verdict is 'ok | starting | dead | unreachable | refused | unknown | missed | off.';
comment on column ops.incident_steps.says is 'Why, for people.';
comment on column ops.incident_steps.facts is 'What was read from the answer.';
comment on column ops.incident_steps.planned_at is 'When it was planned (business clock).';
comment on column ops.incident_steps.started_at is 'When a worker took it (business clock).';
comment on column ops.incident_steps.finished_at is 'When it ended (business clock).';

-- The check may have grown meanwhile: what it allows is kept.
do $$
declare
  v_allowed text;
begin
  select pg_get_expr(c.conbin, c.conrelid) into strict v_allowed
    from pg_constraint c where c.conrelid = 'ops.wakeups'::regclass and c.conname = 'wakeups_subject_kind_check';
  alter table ops.wakeups drop constraint wakeups_subject_kind_check;
  execute format('alter table ops.wakeups add constraint wakeups_subject_kind_check check (%s or subject_kind = %L)', v_allowed, 'incident');
end $$;
