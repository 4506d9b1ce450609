// One fixture for each cause. The last test lets a real worker prove that "no cause" means: it runs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { startWorker, until } from '../../worker/support/worker.ts';
import { explainer, NOW } from './support/explain.ts';
import { crossCheckCauses } from './support/explain_cross_check.ts';
import { incidentCauses } from './support/explain_incidents.ts';
import { workItemCauses } from './support/explain_items.ts';
import { codeOf, newWorker } from './support/race.ts';

const db = await testDatabase();
await db.setClock(NOW);
let live = await newWorker(db);
const explained = explainer(db);
const { met, newDay, explain, causes, only, open, submit, plan, job, itemOf } = explained;

test('no cause: pending, planned, expected, with a job and a live worker', async () => {
  for (const [kind, id] of [
    ['event', await submit()],
    ['occurrence', await open('stock.ddd')],
    ['outbox', await plan('fresh')],
  ] as const) {
    await only(kind, id, 'none');
    await only('job', `${kind}:${id}`, 'none');
  }
});

test('no live worker, and since when', async () => {
  const id = await open('stock.ddd');
  await db.sql(`update ops.workers set beat_at = clock_timestamp() - interval '1 minute'`);
  const { evidence, next } = await only('occurrence', id, 'no_live_worker');
  assert.ok(evidence.last_beat_at);
  assert.match(next, /mandor worker/);
  await only('event', await submit(), 'no_live_worker');
  await only('outbox', await plan('lonely'), 'no_live_worker');
  live = await newWorker(db);
});

test('due in the future: the slot of a run, the time of a message, the next attempt of a job', async () => {
  await db.sql('update ops.schedule_marks set expanded_until = util.now()');
  await db.sql('select ops.occurrences_expand()');
  const [slot] = await db.sql(
    `select id, slot_at from ops.occurrences where definition_key = 'stock.mbb' and slot_at > util.now() order by slot_at limit 1`,
  );
  assert.deepEqual((await only('occurrence', slot.id, 'due_in_future')).next_at, slot.slot_at);

  const mail = await plan('refused');
  const [held] = await db.sql('select run_token from ops.outbox_claim($1, $2)', mail, live);
  await db.sql(`select ops.outbox_refuse($1, '{"message": "452 mailbox full"}', '10 minutes')`, held.run_token);
  const late = await only('outbox', mail, 'due_in_future');
  assert.deepEqual(late.next_at, new Date('2026-02-09T05:10:00+07:00'));
  assert.match(late.says, /452 mailbox full/);

  const event = await submit();
  await job(`event:${event}`, `run_at = now() + interval '5 minutes', attempts = 2, last_error = 'deadlock'`);
  const again = await only('event', event, 'due_in_future');
  assert.match(again.says, /attempt 2 of 25 failed \(deadlock\)/);
  assert.ok((again.next_at as Date).getTime() > Date.now() + 200_000);
});

test('needs unmet: each one, with the state of its newest run; and until when it waits', async () => {
  const date = newDay();
  const source = await open('stock.ubb', date);
  const [taken] = await db.sql('select run_token from ops.occurrence_start($1, $2)', source, live);
  await db.sql(`select ops.occurrence_fail($1, '{"message": "the ERP said 500"}', true)`, taken.run_token);
  const report = await open('report.control_stock', date);
  for (const all of [await explain('occurrence', report), await explain('work_item', await itemOf(report))]) {
    assert.deepEqual(
      all.map((c) => c.cause),
      [...Array(7).fill('needs_unmet'), 'deadline'],
    );
    assert.deepEqual(
      all.slice(0, 7).map((c) => c.evidence.need),
      ['sales.ddd', 'sales.mbb', 'sales.ubb', 'stock.ddd', 'stock.ljbb', 'stock.mbb', 'stock.ubb'],
    );
    assert.match(all[6]?.says ?? '', /needs stock\.ubb for .*, which is failed: the ERP said 500/);
    assert.match(all[0]?.says ?? '', /which nobody has asked for yet/);
    assert.ok((all[7]?.next_at as Date) > new Date(NOW));
  }
});

const quarantined = async (occurrence: string, date: string): Promise<string> =>
  (
    await db.sql(
      `insert into raw.load_history (source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to, status, finished_at, occurrence_id, validation)
       values ('accurate', 'stock', 'api', 'UBB', $2, $2, $2, $2, 'quarantined', util.now(), $1,
               '[{"check": "rows", "severity": "block", "passed": false, "message": "120 rows, usually 3,400"},
                 {"check": "prices", "severity": "warn", "passed": false, "message": "no matter"}]') returning load_id`,
      occurrence,
      date,
    )
  )[0].load_id;

test('quarantined: the load, its run, and whoever needs it name the check', async () => {
  const date = newDay();
  const source = await open('stock.ubb', date);
  const load = await quarantined(source, date);
  const [taken] = await db.sql('select run_token from ops.occurrence_start($1, $2)', source, live);
  await db.sql(`select ops.occurrence_fail($1, '{"message": "held back"}', true)`, taken.run_token);
  assert.match((await only('load', load, 'quarantined')).says, /check rows: 120 rows, usually 3,400/);
  assert.deepEqual(await causes('occurrence', source), ['quarantined', 'quarantined']);
  const report = await open('report.control_stock', date);
  const need = (await explain('occurrence', report)).find((c) => c.evidence.need === 'stock.ubb');
  assert.deepEqual([need?.cause, String(need?.evidence.load_id)], ['quarantined', load]);
  assert.match(need?.says ?? '', /120 rows, usually 3,400/);
});

test('held by whom since when; and when the holder is gone', async () => {
  const date = newDay();
  const id = await open('stock.ddd', date);
  await db.sql('select * from ops.occurrence_start($1, $2)', id, live);
  const held = await only('occurrence', id, 'held');
  assert.deepEqual([held.evidence.incarnation, new Date(held.evidence.since as string)], [live, new Date(NOW)]);
  assert.match(held.says, /a worker on test \(pid 1\)/);
  const mail = await plan('held');
  await db.sql('select * from ops.outbox_claim($1, $2)', mail, live);
  await only('outbox', mail, 'held');
  const event = await submit();
  await db.sql(`select ops.worker_pool_add($1, 'pool-of-live')`, live);
  await job(`event:${event}`, `locked_at = now(), locked_by = 'pool-of-live'`);
  await only('event', event, 'held');

  await db.sql(`update ops.workers set died_at = clock_timestamp() where incarnation = $1`, live);
  const gone = live;
  live = await newWorker(db);
  assert.equal((await only('occurrence', id, 'holder_gone')).evidence.incarnation, gone);
  await only('outbox', mail, 'holder_gone');
  await only('event', event, 'holder_gone');
  await job(`event:${event}`, `locked_by = 'a pool that nobody registered'`);
  assert.match((await only('event', event, 'holder_gone')).says, /a worker that nobody knows/);
});

test('paused: why, by whom, until when; switched off', async () => {
  const id = await open('stock.ljbb');
  await db.as('mandor_console', (c) => c.query(`select ops.pause('entity:LJBB', 'stock-take', '2026-02-09T09:00:00+07:00')`));
  const paused = await only('occurrence', id, 'paused');
  assert.deepEqual(
    [paused.evidence.by, paused.evidence.note, paused.next_at],
    ['mandor_console', 'stock-take', new Date('2026-02-09T09:00:00+07:00')],
  );
  await db.sql(`select ops.resume('entity:LJBB', 'counted')`);
  await only('occurrence', id, 'none');
  await db.sql(`update ops.job_definitions set is_enabled = false where key = 'stock.ljbb'`);
  await only('occurrence', id, 'disabled');
  await db.sql(`update ops.job_definitions set is_enabled = true where key = 'stock.ljbb'`);
});

test('deferred by its own run, until when and why', async () => {
  const id = await open('stock.mbb');
  const [taken] = await db.sql('select run_token from ops.occurrence_start($1, $2)', id, live);
  assert.equal((await db.sql(`select ops.occurrence_defer($1, 90, 'the ERP is closed') as o`, taken.run_token))[0].o, 'deferred');
  const deferred = await only('occurrence', id, 'deferred');
  assert.deepEqual(deferred.next_at, new Date('2026-02-09T05:01:30+07:00'));
  assert.match(deferred.says, /the ERP is closed/);
});

test('rate: the vendor is asked again only after', async () => {
  const id = await open('sales.mbb');
  await db.sql(`update ops.rate_keys set next_at = clock_timestamp() + interval '1 hour' where key = 'accurate:MBB'`);
  const rate = await only('occurrence', id, 'rate');
  assert.equal(rate.evidence.key, 'accurate:MBB');
  assert.ok((rate.next_at as Date).getTime() > Date.now() + 3_000_000);
  await db.sql(`update ops.rate_keys set next_at = clock_timestamp()`);
});

test('capacity: as many runs as the agent may have are going', async () => {
  await db.sql(`update ops.workers set stopped_at = clock_timestamp() where incarnation = $1`, live);
  live = await newWorker(db);
  for (const key of ['sales.ddd', 'sales.ubb']) await db.sql('select * from ops.occurrence_start($1, $2)', await open(key), live);
  const id = await open('sales.mbb');
  const full = await only('occurrence', id, 'capacity');
  assert.equal((full.evidence.running as unknown[]).length, 2);
  await db.sql(`update ops.workers set stopped_at = clock_timestamp() where incarnation = $1`, live);
  live = await newWorker(db);
});

test('out of attempts, and set aside after three dead workers', async () => {
  const event = await submit();
  await job(`event:${event}`, `attempts = max_attempts, last_error = 'out of memory'`);
  const dead = await only('event', event, 'attempts_exhausted');
  assert.match(dead.says, /out of memory/);
  assert.match(dead.next, new RegExp(`mandor retry event ${event}`));

  const poison = await submit();
  for (let i = 0; i < 3; i++)
    await db.sql(
      `insert into ops.job_crashes (job_key, incarnation, task_identifier, set_aside_at) values ($1, $2, 'ops/handle_event', case when $3 = 2 then clock_timestamp() end)`,
      `event:${poison}`,
      await newWorker(db),
      i,
    );
  const aside = await only('event', poison, 'set_aside');
  assert.equal((aside.evidence.crashes as unknown[]).length, 3);
});

test('no job: the sweep adds one', async () => {
  const id = await open('stock.ddd');
  await db.sql('delete from graphile_worker._private_jobs where key = $1', `occurrence:${id}`);
  await only('occurrence', id, 'no_job');
  await db.sql('select ops.sweep()');
  await only('occurrence', id, 'none');
});

test('a message: its fate unknown, failed, its channel off, arrived', async () => {
  const sent = async (key: string, call: string): Promise<string> => {
    const id = await plan(key);
    const [held] = await db.sql('select run_token from ops.outbox_claim($1, $2)', id, live);
    await db.sql(`select ops.${call}`, held.run_token);
    return id;
  };
  assert.match(
    (await only('outbox', await sent('u', `outbox_unknown($1, '{"message": "no answer after DATA"}')`), 'fate_unknown')).says,
    /no answer after DATA/,
  );
  assert.match(
    (await only('outbox', await sent('f', `outbox_refuse($1, '{"message": "550 no such user"}', null, true)`), 'failed')).next,
    /mandor retry outbox/,
  );
  await only('outbox', await sent('c', `outbox_confirm($1, '250')`), 'finished');
  const off = await plan('off');
  await db.sql(`select ops.outbox_hold($1, 'SMTP_URL is not set')`, off);
  assert.match((await only('outbox', off, 'channel_off')).says, /SMTP_URL is not set/);
});

workItemCauses(db, explained, () => live);
incidentCauses(db, explained, () => live);
crossCheckCauses(db, explained, () => live);

test('a load says where it stands: being pulled, with its run; failed; superseded', async () => {
  const date = newDay();
  const source = await open('stock.ddd', date);
  const [taken] = await db.sql('select run_token from ops.occurrence_start($1, $2)', source, live);
  const [load] = await db.sql(`select load_id, run_token from raw.pull_begin('stock', $1)`, taken.run_token);
  assert.deepEqual(await causes('load', load.load_id), ['held', 'held']);
  await db.sql(
    `select raw.pull_fail($1, $2, $3, '{"message": "the token was revoked"}', true)`,
    taken.run_token,
    load.load_id,
    load.run_token,
  );
  assert.match((await only('load', load.load_id, 'failed')).says, /the token was revoked/);
});

test('what is finished or unknown says so; nonsense is refused', async () => {
  const id = await open('stock.mbb');
  const [taken] = await db.sql('select run_token from ops.occurrence_start($1, $2)', id, live);
  await db.sql('select ops.occurrence_finish($1)', taken.run_token);
  await only('occurrence', id, 'finished');
  for (const kind of ['occurrence', 'work_item', 'outbox', 'load', 'incident']) await only(kind, '987654', 'unknown');
  await only('event', '00000000-0000-7000-8000-000000000000', 'unknown');
  for (const [kind, key] of [
    ['weather', '1'],
    ['occurrence', 'x'],
    ['event', '12'],
    ['occurrence', `1; select 1`],
  ] as const)
    assert.equal(await codeOf(explain(kind, key)), 'MD101', kind);
  await db.as('mandor_agent_stock', async (c) => assert.equal(await codeOf(c.query(`select * from ops.explain('event', 'x')`)), '42501'));
});

test('"no cause" is true: a worker runs such jobs within its poll interval', async () => {
  await db.setClock(null);
  // From the clock of the other tests to now it is months: their slots would come first, 2,600 of them, before any event.
  await db.sql('update ops.schedule_marks set expanded_until = util.now()');
  await db.sql('delete from graphile_worker._private_jobs');
  const ids = await Promise.all(Array.from({ length: 20 }, submit));
  live = await newWorker(db);
  for (const id of ids) await only('event', id, 'none');
  const worker = await startWorker(db);
  try {
    const started = performance.now();
    await until(
      'all events to be done',
      async () => (await db.sql(`select bool_and(status = 'completed') as d from ops.events where id = any ($1)`, ids))[0].d,
      60_000,
    );
    console.log(`20 events that nothing held back were done after ${Math.round(performance.now() - started)} ms`);
    const fresh = await submit();
    await until('one more', async () => (await causes('event', fresh)).includes('finished'), 60_000);
  } finally {
    await worker.stop();
  }
});

test('every cause that the functions can name has a fixture above, and no fixture meets one that they do not name', async () => {
  const sources = await db.sql<{ prosrc: string }>(
    `select p.prosrc from pg_proc p where p.pronamespace = 'ops'::regnamespace and p.proname like 'explain%' and p.proname <> 'explain_time'`,
  );
  // A cause is the first column of an answer: the literal that a select, or a case in its place, begins with.
  const named = new Set(
    sources.flatMap(({ prosrc }) => [...prosrc.matchAll(/(?:select(?: 1,)?|then|else)\s+'([a-z_]+)'/g)].map((m) => m[1])),
  );
  assert.ok(named.size > 20, `${named.size}`);
  assert.deepEqual([...met].sort(), [...named].sort());
});
