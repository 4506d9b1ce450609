// What retention lets go of history is in the archive, month by month, and leaves the database only as a file.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { deploy } from '../../../src/db/deploy.ts';
import { openClient } from '../../../src/db/pool.ts';
import { emptyFolder, mandor } from '../../support/cli.ts';
import { ROOT, testDatabase } from '../../support/harness.ts';
import { codeOf, newWorker } from './support/race.ts';

const db = await testDatabase();
const NOW = '2026-09-15T03:00:00+07:00';
let item = '';
let before180: Record<string, unknown[]> = {};
const VIEWS = ['v_work_item_history', 'v_decision_attempts', 'v_approvals'] as const;
const seen = async (): Promise<Record<string, unknown[]>> =>
  Object.fromEntries(
    await Promise.all(
      VIEWS.map(async (view) => [
        view,
        (await db.sql(`select to_jsonb(v) - 'is_archived' as r from ops.${view} v order by v.id`)).map((x) => x.r),
      ]),
    ),
  );
const count = async (from: string): Promise<number> => (await db.sql(`select count(*)::int as n from ${from}`))[0].n;
const retain = async (): Promise<void> => {
  // An approval goes when no attempt points to it any more: in the second run.
  for (let i = 0; i < 2; i++) await db.sql('select ops.retention_run(true)');
};
let day = 0;
async function skipped(at: string): Promise<string> {
  await db.setClock(at);
  const [{ id }] = await db.sql(`select ops.work_item_open('report.control_stock', '2025-01-01'::date + ${day++}) as id`);
  await db.sql(`select ops.work_item_skip($1, 'tidak perlu')`, id);
  return id;
}

before(async () => {
  await db.sql(`insert into ops.people (name, email) values ('Sari', 'sari@toko.example')`);
  // In Jakarta the first belongs to March though it is February in UTC.
  await db.setClock('2026-03-01T00:30:00+07:00');
  item = (await db.sql(`select ops.work_item_open('report.control_stock', '2026-02-28') as id`))[0].id;
  await db.sql(
    `insert into ops.approvals (work_item_id, person_id, role, evidence) select $1, id, 'supervisor', '{"message": "<a@b>"}' from ops.people`,
    item,
  );
  await db.sql(
    `insert into ops.decision_attempts (work_item_id, approval_id, kind, outcome, notes) select $1, id, 'approval', 'closed', E'ya\n"ok"' from ops.approvals`,
    item,
  );
  await db.sql(`update ops.approvals set status = 'closed', closed_at = util.now(), closed_why = 'settled'`);
  await db.sql(`select ops.work_item_skip($1, 'tidak perlu')`, item);
  await skipped('2026-02-28T23:30:00+07:00');
  await db.setClock(NOW);
  before180 = await seen();
});

test('what retention takes out of the tables is in the archive, by month in Jakarta; the views read the same as before', async () => {
  assert.deepEqual(
    Object.values(before180).map((rows) => rows.length),
    [4, 3, 1],
  );
  await retain();
  for (const table of ['ops.work_item_history', 'ops.decision_attempts', 'ops.approvals']) assert.equal(await count(table), 0, table);
  assert.deepEqual(await seen(), before180);
  assert.equal(await count('ops.v_approvals where is_archived'), 1);
  assert.deepEqual(
    (await db.sql(`select month_on, row_count::int as n, may_drop from ops.archive_list()`)).map((r) => [r.month_on, r.n, r.may_drop]),
    [
      ['2026-02-01', 3, false],
      ['2026-03-01', 5, false],
    ],
  );
  assert.equal(await count('ops.archive_2026_03'), 5);
  assert.equal(await count(`ops.archive where data ? 'token'`), 0, 'a token would let others answer');
});

test('explain still says who ended an item, and why', async () => {
  const [cause] = await db.sql(`select * from ops.explain('work_item', $1)`, item);
  assert.equal(cause.cause, 'finished');
  assert.deepEqual([cause.evidence.event, cause.evidence.why], ['skip', 'tidak perlu']);
});

test('nobody changes the archive; staff reads it, agents do not; a dump reads each part by itself, also after a deploy', async () => {
  for (const statement of [
    'delete from ops.archive',
    'update ops.archive set row_id = 0',
    'truncate ops.archive',
    'delete from ops.archive_2026_03',
  ])
    assert.equal(await codeOf(db.sql(statement)), 'MD901', statement);
  const parts = async (): Promise<void> => {
    await db.as('mandor_backup', async (c) => assert.equal((await c.query('select * from ops.archive_2026_03')).rowCount, 5));
    await db.as('mandor_analyst', async (c) => assert.equal((await c.query('select * from ops.v_work_item_history')).rowCount, 4));
    await db.as('mandor_agent_stock', async (c) => assert.equal(await codeOf(c.query('select * from ops.archive')), '42501'));
  };
  await parts();
  await deploy({ url: db.url, root: ROOT, kind: 'test' });
  await parts();
  assert.equal(await codeOf(db.sql('delete from ops.archive_2026_03')), 'MD901', 'the guard of the parent holds for its parts');
});

test('a month is dropped only when an export holds all of its rows; the file is what the archive was', async () => {
  const drop = (month: string): Promise<string | undefined> => codeOf(db.sql('select ops.archive_drop($1)', month));
  assert.deepEqual([await drop('2026-03-01'), await drop('2026-01-01'), await drop('2026-03-02')], ['MD201', 'MD401', 'MD401']);
  const held = (await db.sql(`select data from ops.archive where ops.archive_month(at) = '2026-03-01' order by table_name, row_id`)).map(
    (r) => r.data,
  );
  const folder = emptyFolder();
  const run = (...args: string[]) => mandor(['export', 'audit', ...args], { DATABASE_URL: db.url }, folder);

  const first = await run('--month', '2026-03', '--to', 'arsip', '--json');
  assert.equal(first.code, 0, first.stderr);
  const told = JSON.parse(first.stdout);
  const text = readFileSync(join(folder, 'arsip/audit-2026-03.ndjson'));
  assert.equal(told.sha256, createHash('sha256').update(text).digest('hex'));
  assert.equal(readFileSync(join(folder, 'arsip/audit-2026-03.ndjson.sha256'), 'utf8'), `${told.sha256}  audit-2026-03.ndjson\n`);
  assert.deepEqual(
    text
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).data),
    held,
  );
  assert.deepEqual([told.rows, told.dropped], [5, 0]);

  // A row that comes to the month after its export is in no file.
  await skipped('2026-03-10T05:00:00+07:00');
  await db.setClock(NOW);
  await retain();
  assert.equal(await drop('2026-03-01'), 'MD501');

  const second = await run('--month', '2026-03', '--to', 'arsip', '--drop', '--json');
  assert.equal(second.code, 0, second.stderr);
  assert.equal(JSON.parse(second.stdout).dropped, 8);
  assert.ok(existsSync(join(folder, 'arsip/audit-2026-03-2.ndjson')), 'no file is overwritten');
  assert.equal((await db.sql(`select to_regclass('ops.archive_2026_03') as t`))[0].t, null);
  assert.equal(await drop('2026-03-01'), 'MD401');
  assert.deepEqual(
    (await db.sql(`select action, (data ->> 'rows')::int as rows from ops.journal where kind = 'archive' order by id`)).map((r) => [
      r.action,
      r.rows,
    ]),
    [
      ['export', 5],
      ['export', 8],
      ['drop', 8],
    ],
  );
  assert.equal(await codeOf(db.sql(`update ops.archive_exports set row_count = 9`)), 'MD901');

  const list = await run();
  assert.match(list.stdout, /2026-02 +3 +never/);
  assert.doesNotMatch(list.stdout, /2026-03/);
  const none = await run('--month', '2026-01', '--to', 'leer');
  assert.equal(none.code, 1);
  assert.match(none.stderr, /holds nothing of 2026-01/);
  assert.equal(existsSync(join(folder, 'leer/audit-2026-01.ndjson')), false);
});

test('an export that holds fewer rows than the archive is not recorded', async () => {
  assert.equal(await codeOf(db.sql(`select ops.archive_exported('2026-02-01', 2, repeat('a', 64), 'x')`)), 'MD501');
  assert.equal(await count('ops.archive_exports where month_on = $$2026-02-01$$'), 0);
});

test('two sessions that archive the same new month at once: both do, and it has one partition', async () => {
  await newWorker(db);
  const items = [await skipped('2025-12-10T05:00:00+07:00'), await skipped('2025-12-11T05:00:00+07:00')];
  await db.setClock(NOW);
  const sessions = await Promise.all(items.map(() => openClient(db.url, 'mandor_deploy')));
  await Promise.all(
    sessions.map(async (session, i) => {
      await session.query('begin');
      await session.query(`select set_config('mandor.retention', 'ops.work_item_history', true)`);
      await session.query('delete from ops.work_item_history where work_item_id = $1', [items[i]]);
      await session.query('commit');
      await session.end();
    }),
  );
  assert.equal(await count('ops.archive_2025_12'), 4);
});
