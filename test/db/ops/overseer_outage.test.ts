// The overseer is away for a day: the others work on, and when it is back each slot has an outcome and nobody is flooded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../support/harness.ts';
import { drain, onlyJobs } from './support/drain.ts';
import { newWorker } from './support/race.ts';

const START = Date.parse('2026-02-09T06:50:00+07:00');
const HOUR = 3_600_000;
const at = (hours: number): string => new Date(START + hours * HOUR).toISOString();

async function instance(): Promise<{ db: TestDatabase; worker: string }> {
  const db = await testDatabase();
  await db.setClock(at(0));
  await onlyJobs(db, [{ key: 'kerja', cron: '0 * * * *', expected_every: '1 hour', grace: '30 minutes' }]);
  await db.sql(`update ops.job_definitions set is_enabled = true where key = 'overseer.watch'`);
  await db.sql(
    `insert into ops.machines (key, title, host, host_keys) values ('mesin-1', 'Mesin 1', '127.0.0.1', array['SHA256:' || repeat('a', 43)])`,
  );
  await db.sql(`update agent.profiles set max_concurrent_runs = 100`);
  return { db, worker: await newWorker(db) };
}
const isOver = (status: string): boolean => ['done', 'late', 'collapsed', 'skipped'].includes(status);
const slots = (db: TestDatabase, key: string) =>
  db.sql<{ id: string; status: string }>(
    'select id, status from ops.occurrences where definition_key = $1 and slot_at <= util.now() order by slot_at',
    key,
  );
const messages = async (db: TestDatabase): Promise<number> => (await db.sql('select count(*)::int as n from ops.alerts'))[0].n;
/** What drain() does with a run is to end it; the overseer's is its look. */
async function looks(db: TestDatabase, worker: string): Promise<number> {
  let n = 0;
  for (const { id, status } of await slots(db, 'overseer.watch')) {
    if (isOver(status)) continue;
    const [run] = await db.sql('select run_token from ops.occurrence_start($1, $2)', id, worker);
    if (run === undefined) continue;
    await db.sql('select ops.overseer_run($1)', run.run_token);
    n++;
  }
  return n;
}

test('only the overseer is away: work goes on, its slots are made up for, a machine is asked once', async () => {
  const { db, worker } = await instance();
  const watch = new Set<string>();
  const leave = (key: string): boolean => watch.has(key.replace('occurrence:', '')) || key.startsWith('step:');
  for (let hour = 0; hour <= 26; hour++) {
    await db.setClock(at(hour + 0.25));
    for (const { id } of await db.sql(`select id from ops.occurrences where definition_key = 'overseer.watch'`)) watch.add(id);
    await drain(db, worker, { leave });
    for (const { id } of await db.sql(`select id from ops.occurrences where definition_key = 'overseer.watch'`)) watch.add(id);
  }
  const work = await slots(db, 'kerja');
  assert.equal(work.length, 27);
  assert.ok(
    work.every((s) => s.status === 'done'),
    JSON.stringify(work),
  );

  const before = await messages(db);
  await looks(db, worker);
  const seen = await slots(db, 'overseer.watch');
  assert.ok(seen.length >= 30 && seen.every((s) => isOver(s.status)), JSON.stringify(seen.map((s) => s.status)));
  assert.equal((await db.sql('select count(*)::int as n from ops.incident_steps'))[0].n, 1);
  assert.equal((await messages(db)) - before, 0);
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});

test('everything is away: each slot of the overseer has an outcome, it looks once, and what is silent is told once', async () => {
  const { db, worker } = await instance();
  await drain(db, worker, { leave: (key) => key.startsWith('step:') });
  await db.setClock(at(26.25));
  await drain(db, worker, { leave: (key) => key.startsWith('step:') });
  const seen = await slots(db, 'overseer.watch');
  assert.ok(seen.length >= 30 && seen.every((s) => isOver(s.status)), JSON.stringify(seen.map((s) => s.status)));
  assert.ok(seen.filter((s) => s.status !== 'collapsed').length <= 2, JSON.stringify(seen.map((s) => s.status)));
  assert.ok((await messages(db)) <= 1);
});

test('an agent on a machine is silent: an incident for it, once in a silence', async () => {
  const { db, worker } = await instance();
  await drain(db, worker, { leave: (key) => key.startsWith('step:') });
  await db.sql(`update agent.profiles set machine = 'mesin-1' where name = 'ops_warehouse'`);
  const look = async (): Promise<string> => {
    const [{ id }] = await db.sql(`select ops.occurrence_open('overseer.watch', '2026-02-09') as id`);
    const [run] = await db.sql('select run_token from ops.occurrence_start($1, $2)', id, worker);
    return (await db.sql('select ops.overseer_run($1) as note', run.run_token))[0].note;
  };
  const answer = async (...outcomes: object[]): Promise<void> => {
    for (const outcome of outcomes) {
      const [step] = await db.sql(`select id from ops.incident_steps where status = 'planned'`);
      const [taken] = await db.sql('select run_token from ops.step_begin($1, $2)', step.id, worker);
      await db.sql('select ops.step_finish($1, $2)', taken.run_token, JSON.stringify(outcome));
    }
  };
  await db.setClock(at(2));
  assert.match(await look(), /^ada masalah: kerja \(ops_warehouse\) diam/);
  const [incident] = await db.sql('select cause, says from ops.incidents');
  assert.equal(incident.cause, 'silence');
  const well = { exit: 0, stdout: '{"ok":true}', stderr: '' };
  await answer(well, { exit: 0, stdout: '{"jobs":[]}', stderr: '' });
  // The machine is well and the agent still silent: the next looks ask the machine, and open nothing.
  await db.setClock(at(2.5));
  await look();
  await answer(well);
  assert.equal((await db.sql('select count(*)::int as n from ops.incidents'))[0].n, 1);
});
