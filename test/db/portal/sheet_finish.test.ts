// portal.sheet_finish: a tab lands whole or not at all, and whoever keeps it is told by the names of cells.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { TabCell } from '../../../src/db/load/tab.ts';
import { testDatabase } from '../../support/harness.ts';
import { tabLoader } from './support/tab.ts';

const db = await testDatabase();
const STORES = 326;
const tab = await tabLoader(db, 'toko', 'portal.store', 'replace', { mapping: { 'Kode Toko': 'store_code', Kapasitas: 'capacity' } });

const fresh = (): TabCell[][] => [
  ['Kode Toko', 'name', 'Kapasitas'],
  ...Array.from({ length: STORES }, (_, i) => [`T${String(i + 1).padStart(3, '0')}`, `Toko ${i + 1}`, 100 + i]),
];
const all = async () => db.sql('select store_code, name, capacity from portal.store order by 1');
const newest = async () =>
  (
    await db.sql(
      `select outcome, inserted_count::int as i, changed_count::int as c, deleted_count::int as d, unchanged_count::int as u, reason, problems, examples, loaded_by, origin
         from portal.reference_loads order by id desc limit 1`,
    )
  )[0] as Record<string, unknown>;
const counts = async () => {
  const { outcome, i, c, d, u } = await newest();
  return [outcome, i, c, d, u];
};
const alerts = async () =>
  db.sql<{ title: string; body: string }>(`select title, body from ops.alerts where category = 'load' order by id`);

beforeEach(async () => {
  await db.sql('delete from portal.warehouse');
  await db.sql('delete from portal.store');
  await db.sql('delete from portal.reference_loads');
  await db.sql('delete from ops.alert_deliveries');
  await db.sql('delete from ops.alerts');
  assert.equal(await tab.load(fresh()), 'done');
});

test('326 stores: added; the same again changes nothing', async () => {
  assert.deepEqual(await counts(), ['applied', STORES, 0, 0, 0]);
  assert.equal(await tab.load(fresh()), 'done');
  assert.deepEqual(await counts(), ['unchanged', 0, 0, 0, STORES]);
  assert.deepEqual([(await newest()).loaded_by, (await newest()).origin], ['mandor_worker', 'Tab toko (Tab)']);
  assert.equal((await db.sql('select count(*)::int as n from core.dim_store where store_code ~ $1', '^T[0-9]+$'))[0]?.n, STORES);
});

test('one cell changed, one row removed: exactly these, and what they were is kept', async () => {
  const cells = fresh();
  cells[17]![2] = 999;
  assert.equal(await tab.load(cells), 'done');
  assert.deepEqual(await counts(), ['applied', 0, 1, 0, STORES - 1]);
  assert.deepEqual(((await newest()).examples as { changed: object[] }).changed, [
    { line: 18, key: 'T017', changes: { capacity: [116, 999] } },
  ]);
  assert.equal(await tab.load(cells.filter((_, i) => i !== 5)), 'done');
  assert.deepEqual(await counts(), ['applied', 0, 0, 1, STORES - 1]);
  assert.equal((await all()).length, STORES - 1);
  assert.deepEqual(await alerts(), []);
});

test('one row broken: nothing of the tab lands, and the alert names the cell', async () => {
  const was = await all();
  const cells = fresh();
  cells[3]![2] = 1;
  cells[17]![2] = 'banyak';
  cells[200]![0] = 'T001';
  assert.equal(await tab.load(cells), 'failed');
  assert.deepEqual(await all(), was);
  assert.equal((await newest()).outcome, 'refused');
  const [alert] = await alerts();
  assert.equal(alert?.title, 'Sheet “Tab toko” tidak dimuat');
  assert.match(alert.body, /tidak ada yang berubah di portal\.store/);
  assert.match(alert.body, /sel C18 \(capacity\): “banyak” bukan bilangan bulat/);
  // What only the table can see is told by cell, too.
  cells[17]![2] = -1;
  assert.equal(await tab.load(cells), 'failed');
  const body = (await alerts()).at(-1)!.body;
  assert.match(body, /sel C18 \(capacity\): “-1” tidak boleh kurang dari 0/);
  assert.match(body, /sel A201 \(store_code\): “T001” sudah ada di baris 2/);
  assert.deepEqual(await all(), was);
  // The same mistake the next day is the same alert.
  assert.equal(await tab.load(cells), 'failed');
  assert.equal((await alerts()).length, 2);
});

test('half the rows gone: refused with the share; forced by a person once, and never twice', async () => {
  const half = fresh().slice(0, 1 + STORES / 2);
  assert.equal(await tab.load(half), 'failed');
  assert.equal((await all()).length, STORES);
  assert.match((await alerts())[0]!.body, /kehilangan 163 dari 326 baris \(50,0 %\).*is_forced = true/s);
  const [job] = await db.sql(
    `select status, error ->> 'code' as code from ops.occurrences where definition_key = 'sheet.toko' order by id desc limit 1`,
  );
  assert.deepEqual(job, { status: 'failed', code: 'refused' });
  await db.as('mandor_analyst', (c) => c.query(`update portal.sheet_sources set is_forced = true where key = 'toko'`));
  assert.equal(await tab.load(half), 'done');
  assert.equal((await all()).length, STORES / 2);
  assert.equal(await tab.load(half.slice(0, 80)), 'failed');
  assert.equal((await all()).length, STORES / 2);
});

test('a store that a warehouse needs is not removed: refused, told, nothing changed', async () => {
  await db.sql(`insert into portal.warehouse (entity, nama_gudang, kind, store_code) values ('DDD', 'Gudang', 'STORE', 'T005')`);
  const was = await all();
  assert.equal(await tab.load(fresh().filter((row) => row[0] !== 'T005')), 'failed');
  assert.deepEqual(await all(), was);
  assert.match((await alerts())[0]!.body, /masih dipakai tabel lain \(warehouse_store_code_fkey\)/);
});

test('a worker that was replaced writes nothing over the newer reading', async () => {
  const steal = `update ops.occurrences set run_token = gen_random_uuid() where run_token = $1 returning run_token`;
  const release = (token: unknown) => tab.worker.query(`select ops.occurrence_fail($1, '{"message": "test"}', true)`, [token]);
  const old = await tab.begin();
  await release((await db.sql(steal, old.token))[0]?.run_token);
  const was = await all();
  const cells = fresh();
  cells[1]![2] = 5;
  assert.equal(await old.finish(cells), 'not_mine');
  // Also when it is replaced after it has begun to write: what it wrote is undone.
  const late = await tab.begin();
  const client = await db.deployPool.connect();
  try {
    await client.query('begin');
    await client.query(`select from ops.occurrences where run_token = $1 for update`, [late.token]);
    const answer = late.finish(cells);
    const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%sheet_finish%'`;
    for (const deadline = Date.now() + 4_000; (await db.admin.query(waits)).rowCount === 0; )
      assert.ok(Date.now() < deadline, 'it did not wait for the row of its run');
    const { rows } = await client.query(steal, [late.token]);
    await client.query('commit');
    assert.equal(await answer, 'not_mine');
    await release(rows[0].run_token);
  } finally {
    client.release();
  }
  assert.deepEqual(await all(), was);
  assert.deepEqual(await counts(), ['applied', STORES, 0, 0, 0]);
});

test('a table that an open session holds: deferred without an alert', async () => {
  const client = await db.deployPool.connect();
  try {
    await client.query('begin');
    await client.query(`update portal.store set name = name where store_code = 'T001'`);
    assert.equal(await tab.load(fresh()), 'deferred');
  } finally {
    await client.query('rollback');
    client.release();
  }
  assert.deepEqual(await alerts(), []);
});

test('a cost price that is wrong is not quoted in an alert', async () => {
  const prices = await tabLoader(db, 'harga', 'portal.hpprsp', 'upsert');
  assert.equal(
    await prices.load([
      ['kode', 'harga_beli'],
      ['A1', '98765x'],
    ]),
    'failed',
  );
  const body = (await alerts())[0]!.body;
  assert.match(body, /sel B2 \(harga_beli\): bukan angka/);
  assert.doesNotMatch(body, /98765/);
});
