import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../support/harness.ts';
import { drain, onlyJobs } from './support/drain.ts';
import { codeOf, newWorker } from './support/race.ts';

const START = '2026-02-09T00:00:00+07:00';
const at = (hour: number): string => new Date(Date.parse(START) + hour * 3_600_000).toISOString();

let db: TestDatabase;
let worker: string;
async function instance(jobs: readonly Record<string, unknown>[]): Promise<void> {
  db = await testDatabase();
  await db.setClock(START);
  worker = await newWorker(db);
  await onlyJobs(db, jobs);
}
const noOrphans = async (): Promise<void> => assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
const future = async (key: string): Promise<string[]> =>
  (
    await db.sql(
      `select to_char(o.slot_at at time zone 'Asia/Jakarta', 'DD HH24:MI') as slot
         from ops.occurrences o join ops.wakeups w on w.id = o.wakeup_id and w.kind = 'slot' and w.due_at = o.slot_at
        where o.definition_key = $1 and o.status = 'expected' order by o.slot_at`,
      key,
    )
  ).map((row) => row.slot);
const run = async (key: string) =>
  (await db.sql('select * from ops.occurrences where definition_key = $1 order by slot_at limit 1', key))[0];
const wakeupOf = async (key: string) =>
  (
    await db.sql(
      `select w.kind, w.due_at from ops.occurrences o join ops.wakeups w on w.id = o.wakeup_id where o.definition_key = $1 order by o.slot_at limit 1`,
      key,
    )
  )[0];

test('slots are rows 48 hours ahead, each with its wake-up; expanding again, or by two at once, adds none', async () => {
  await instance([{ key: 'e.daily', cron: '0 5 * * *' }, { key: 'e.demand' }]);
  assert.equal((await db.sql('select ops.occurrences_expand() as n'))[0].n, 2);
  assert.deepEqual(await future('e.daily'), ['09 05:00', '10 05:00']);
  assert.equal((await run('e.daily')).business_date, '2026-02-08');
  const early = await db.sql('select * from ops.occurrence_start($1, $2)', (await run('e.daily')).id, worker);
  assert.deepEqual(early, [], 'nobody starts a slot before its time');
  await db.setClock(at(6));
  const pool = db.pool('mandor_worker', { max: 4 });
  const counts = await Promise.all(Array.from({ length: 4 }, () => pool.query('select ops.occurrences_expand() as n')));
  assert.equal(
    counts.reduce((sum, { rows }) => sum + rows[0].n, 0),
    1,
  );
  await noOrphans();
});

test('a new definition begins now: nothing is made up for the time before it', async () => {
  await instance([]);
  await db.setClock(at(24 * 30));
  await onlyJobs(db, [{ key: 'n.all', cron: '0 * * * *', catch_up: 'all' }]);
  await drain(db, worker);
  // Nor when the clock is set back and goes on again.
  for (const hour of [24, 24 * 10, 24 * 30 + 1]) {
    await db.setClock(at(hour));
    await drain(db, worker);
  }
  assert.equal((await db.sql(`select count(*)::int as n from ops.occurrences where slot_at < $1`, at(24 * 30)))[0].n, 0);
  assert.equal((await run('n.all')).status, 'done');
});

test('a changed cron or zone takes back the slots to come and keeps the past; switched off there are none; on again, from now', async () => {
  await instance([{ key: 'x.daily', cron: '0 5 * * *', catch_up: 'all' }]);
  await drain(db, worker);
  await db.setClock(at(102)); // five slots passed and nobody looked; two of them are rows already
  await db.sql(`update ops.job_definitions set cron = '0 9 * * *' where key = 'x.daily'`);
  await noOrphans();
  const done = await drain(db, worker, { after: noOrphans });
  assert.equal(done.started.length, 5, 'all five passed by the old rule');
  assert.deepEqual(await future('x.daily'), ['13 09:00', '14 09:00']);

  await db.sql(`update ops.job_definitions set time_zone = 'Asia/Jayapura' where key = 'x.daily'`);
  await drain(db, worker);
  assert.deepEqual(await future('x.daily'), ['13 07:00', '14 07:00']);
  await db.sql(`update ops.job_definitions set is_enabled = false where key = 'x.daily'`);
  assert.deepEqual(await future('x.daily'), []);
  await db.setClock(at(102 + 24 * 3));
  await db.sql(`update ops.job_definitions set is_enabled = true where key = 'x.daily'`);
  assert.equal((await drain(db, worker, { after: noOrphans })).started.length, 0);
  assert.deepEqual(await future('x.daily'), ['16 07:00', '17 07:00']);
  const kept = await db.sql(
    `select status, count(*)::int as n from ops.occurrences where slot_at <= util.now() group by status order by 1`,
  );
  assert.deepEqual(kept, [
    { status: 'done', n: 1 },
    { status: 'late', n: 4 },
  ]);
});

test('min_gap: reports of one agent, and writers of one group, keep their distance; the other job is named', async () => {
  await instance([
    { key: 'g.report', cron: '0 5 * * *', makes_work_item: true, min_gap: '3 hours' },
    { key: 'g.file', cron: '0 12 1 * *', concurrency_group: 'sheet.a', min_gap: '1 hour', agent: 'ops_branch' },
  ]);
  const add = async (job: Record<string, unknown>): Promise<string | undefined> => {
    const error = await onlyOne(job).catch((e) => e);
    if (error?.code === 'MD106')
      assert.ok(JSON.parse(error.detail).other.startsWith('g.') && error.message.includes(JSON.parse(error.detail).other));
    return error?.code;
  };
  const onlyOne = async (job: Record<string, unknown>): Promise<undefined> => {
    const columns = Object.keys({ title: 't', task_identifier: 'demo/x', agent: 'ops_warehouse', time_zone: 'Asia/Jakarta', ...job });
    const values = Object.values({ title: 't', task_identifier: 'demo/x', agent: 'ops_warehouse', time_zone: 'Asia/Jakarta', ...job });
    await db.sql(
      `insert into ops.job_definitions (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
      ...values,
    );
  };
  assert.equal(await add({ key: 'g.near', cron: '59 7 * * *', makes_work_item: true }), 'MD106');
  assert.equal(await add({ key: 'g.before', cron: '30 2 * * *', makes_work_item: true }), 'MD106');
  assert.equal(await add({ key: 'g.same', cron: '0 5 * * *', makes_work_item: true }), 'MD106');
  // 12:00 in Jakarta of the first of a month is 05:00 UTC.
  assert.equal(
    await add({ key: 'g.monthly', cron: '30 5 1 * *', time_zone: 'UTC', concurrency_group: 'sheet.a', agent: 'finance_agent' }),
    'MD106',
  );
  assert.equal(await add({ key: 'ok.far', cron: '0 8 * * *', makes_work_item: true }), undefined);
  assert.equal(await add({ key: 'ok.other_agent', cron: '0 5 * * *', makes_work_item: true, agent: 'ops_branch' }), undefined);
  // Its own slots may be as near as it likes.
  assert.equal(await add({ key: 'ok.own', cron: '0 14,15 * * *', makes_work_item: true }), undefined);
  assert.equal(await add({ key: 'ok.no_report', cron: '0 5 * * *' }), undefined);
  assert.equal(await add({ key: 'ok.group', cron: '0 13 * * *', concurrency_group: 'sheet.a' }), undefined);
  assert.equal(await codeOf(db.sql(`update ops.job_definitions set cron = '0 7 * * *' where key = 'ok.far'`)), 'MD106');
  assert.equal(await codeOf(db.sql(`update ops.job_definitions set min_gap = '4 hours' where key = 'ok.far'`)), 'MD106');
});

const NEEDY = [
  { key: 'w.source', cron: '0 1 * * *' },
  { key: 'w.plain', cron: '0 5 * * *', needs: ['w.source'], latest_start: '2 hours', catch_up: 'all' },
  {
    key: 'w.report',
    cron: '0 5 * * *',
    needs: ['w.source'],
    latest_start: '2 hours',
    makes_work_item: true,
    recipient_key: 'w',
    catch_up: 'all',
  },
];

test('needs unmet: it waits; at the latest start an alert and a short mail name what is missing; at the next slot it is given up', async () => {
  await instance(NEEDY);
  await db.sql(`insert into ops.recipients (key, channel, address) values ('w', 'email', 'toko@toko.example')`);
  // The source's own run hangs: it never ends.
  const hang = { leave: (key: string) => key === `occurrence:${source}`, after: noOrphans };
  let source = '';
  await drain(db, worker);
  source = (await run('w.source')).id;
  await db.setClock(at(5));
  await drain(db, worker, hang);
  for (const key of ['w.plain', 'w.report']) assert.equal((await run(key)).status, 'waiting', key);
  assert.deepEqual(await wakeupOf('w.plain'), { kind: 'start_limit', due_at: new Date(at(7)) });
  assert.equal((await db.sql('select 1 from ops.alerts')).length, 0);

  await db.setClock(at(7));
  await drain(db, worker, hang);
  assert.deepEqual(await wakeupOf('w.plain'), { kind: 'give_up', due_at: new Date(at(29)) });
  const [alert] = await db.sql(`select severity, body from ops.alerts where title like 'w.plain%'`);
  assert.equal(alert.severity, 'warning');
  assert.match(alert.body, /w\.source/);
  const [mail] = await db.sql(`select * from ops.outbox where subject_key = 'report.missing'`);
  assert.equal(mail.recipient, 'toko@toko.example');
  assert.match(
    mail.params.text,
    /Laporan w\.report untuk .* belum ada\.\nSebab: w\.source belum ada.*sejak 09\/02\/2026 05\.00 WIB.*Selanjutnya/s,
  );

  await db.setClock(at(29));
  await drain(db, worker, { ...hang, leave: (key) => !key.startsWith('wakeup:') });
  for (const key of ['w.plain', 'w.report']) {
    const row = await run(key);
    assert.deepEqual([row.status, row.attempts], ['skipped', 0], key);
    assert.match(row.note, /w\.source/);
  }
  assert.equal((await db.sql(`select status from ops.work_items order by id limit 1`))[0].status, 'escalated');
  assert.equal((await db.sql(`select count(*)::int as n from ops.alerts where severity = 'critical'`))[0].n >= 2, true);
  await noOrphans();
});

test('a report with a person in charge: that person and its recipients are told, once; or the person alone', async () => {
  await instance(NEEDY);
  const [pic] = await db.sql(`insert into ops.people (name, email) values ('Sari', 'sari@toko.example') returning id`);
  await db.sql(`insert into ops.recipients (key, channel, address) values ('w', 'email', 'toko@toko.example')`);
  await db.sql(`update ops.job_definitions set pic_id = $1 where key = 'w.report'`, pic.id);
  await drain(db, worker);
  const source = (await run('w.source')).id;
  for (const hour of [5, 7, 8]) {
    await db.setClock(at(hour));
    await drain(db, worker, { leave: (key) => key === `occurrence:${source}`, after: noOrphans });
  }
  const mails = await db.sql(
    `select recipient, params ->> 'text' as text from ops.outbox where channel = 'email' and subject_key = 'report.missing' order by 1`,
  );
  assert.deepEqual(
    mails.map((m) => m.recipient),
    ['sari@toko.example', 'toko@toko.example'],
  );
  assert.match(mails[0]?.text ?? '', /w\.source/);
});

test('needs met between the latest start and the next slot: it still runs', async () => {
  await instance(NEEDY);
  let source = '';
  await drain(db, worker);
  source = (await run('w.source')).id;
  for (const hour of [5, 7.5]) {
    await db.setClock(at(hour));
    await drain(db, worker, { leave: (key) => key === `occurrence:${source}`, after: noOrphans });
  }
  assert.equal((await wakeupOf('w.plain')).kind, 'give_up');
  await drain(db, worker, { after: noOrphans });
  assert.equal((await run('w.plain')).status, 'done');
  assert.equal((await db.sql('select status from ops.work_items'))[0].status, 'approved');
});

test('a definition that is switched off starts nothing, and what was due starts when it is on again', async () => {
  await instance([{ key: 'o.one', cron: '0 5 * * *' }]);
  await drain(db, worker);
  await db.setClock(at(5));
  await db.sql('select * from ops.dispatcher_tick()');
  await db.sql(`update ops.job_definitions set is_enabled = false where key = 'o.one'`);
  assert.deepEqual((await drain(db, worker, { after: noOrphans })).started, []);
  assert.equal((await wakeupOf('o.one')).kind, 'paused');
  await db.sql(`update ops.job_definitions set is_enabled = true where key = 'o.one'`);
  assert.equal((await drain(db, worker, { after: noOrphans })).started.length, 1);
});
