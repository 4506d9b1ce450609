// The net under the one timer: each kind of row that may wait is waited for by somebody, made by somebody and answered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf, newWorker } from './support/race.ts';

const db = await testDatabase();
const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();
const allowed = async (): Promise<string[]> => {
  const [row] = await db.sql(`select pg_get_constraintdef(oid) as def from pg_constraint where conname = 'wakeups_subject_kind_check'`);
  return sorted([...row.def.matchAll(/'([a-z_]+)'/g)].map((m: RegExpMatchArray) => m[1] as string));
};

test('the schema permits no kind that nobody makes, nobody owns or nobody answers', async () => {
  const sources = await db.sql<{ proname: string; prosrc: string }>(
    `select p.proname, p.prosrc from pg_proc p where p.pronamespace = 'ops'::regnamespace`,
  );
  const made = sources.flatMap(({ prosrc }) =>
    [...prosrc.matchAll(/wakeup_add\((?:[^()]|\([^()]*\))*?,\s*'([a-z_]+)',/g)].map((m) => m[1] as string),
  );
  const fire = sources.find(({ proname }) => proname === 'wakeup_fire')?.prosrc ?? '';
  const answered = [...fire.matchAll(/when '([a-z_]+)' then/g)].map((m) => m[1] as string);
  const owners = await db.sql<{ kind: string }>(
    `select rtrim(c.conrelid::regclass::text, 's') as kind from pg_constraint c where c.confrelid = 'ops.wakeups'::regclass`,
  );
  const owned = owners.map(({ kind }) => kind.replace(/^ops\./, '').replace(/^outboxe?$/, 'outbox'));
  assert.deepEqual(await allowed(), ['incident', 'occurrence', 'outbox', 'pause', 'work_item']);
  assert.deepEqual(sorted(made), await allowed());
  assert.deepEqual(sorted(answered), await allowed());
  assert.deepEqual(sorted(owned), await allowed());
});

test('one of each kind, made by the calls that make it, is handed out when it is due and ends its wait', async () => {
  await db.setClock('2026-02-09T05:00:00+07:00');
  const worker = await newWorker(db);
  await db.sql(`select ops.pause('entity:LJBB', 'stock-take', '2026-02-09T06:00:00+07:00')`);
  await db.sql(`select ops.occurrence_open('report.control_stock', '2026-02-08')`);
  const [mail] = await db.sql(`select ops.outbox_plan('email', 'a@toko.example', 'x', '{"from": "m@mandor.example"}', 'one') as id`);
  const [sent] = await db.sql('select run_token from ops.outbox_claim($1, $2)', mail.id, worker);
  await db.sql(`select ops.outbox_refuse($1, '{"message": "452 mailbox full"}', '10 minutes')`, sent.run_token);
  await db.sql(
    `insert into ops.machines (key, title, host, host_keys) values ('mesin-1', 'Mesin 1', '127.0.0.1', array['SHA256:' || repeat('a', 43)])`,
  );
  const [incident] = await db.sql(`select ops.incident_open('mesin-1', 'health', 'mati') as id`);
  await db.sql(`select ops.incident_wait($1, 'diagnose', 'retry', util.now() + interval '5 minutes')`, incident.id);
  const waiting = await db.sql(`select id, subject_kind, due_at from ops.wakeups where due_at <= util.now() + interval '3 hours'`);
  assert.deepEqual(sorted(waiting.map((row) => row.subject_kind)), await allowed());

  await db.setClock('2026-02-09T08:00:00+07:00');
  await db.sql('select * from ops.dispatcher_tick()');
  for (const { id, subject_kind } of waiting) {
    assert.equal((await db.sql('select 1 from graphile_worker.jobs where key = $1', `wakeup:${id}`)).length, 1, subject_kind);
    await db.sql('select ops.wakeup_fire($1)', id);
    assert.equal((await db.sql('select 1 from ops.wakeups where id = $1', id)).length, 0, subject_kind);
  }
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});

test('what is no kind cannot wait', async () => {
  for (const kind of ['event', 'load', 'weather'])
    assert.equal(await codeOf(db.sql(`select ops.wakeup_add('x', $1, '1', util.now())`, kind)), '23514', kind);
});
