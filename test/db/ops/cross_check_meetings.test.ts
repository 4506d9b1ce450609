// What comes while a report is frozen or checked: a mapping between its figures and its basis, a correction, a second cross-check,
// a withdrawn load. And a source that does not hear which warehouse was meant.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { newWorker } from './support/race.ts';
import { DAY, freeze, loadDay, openReport } from './support/reported.ts';
import { SALES, type Sql, STOCK } from './support/review_cases.ts';

const db = await testDatabase();
const worker = await loadDay(db);
const sql: Sql = db.sql as never;
const one = async (text: string, ...values: unknown[]) => (await sql(text, ...values))[0];

async function begin(
  item: string,
  by = worker,
): Promise<{ id: string; token: string; begun: { entity: string; requests: object[] } | null }> {
  const { id } = await one(
    `select ops.occurrence_open('overseer.cross_check', $1, $2) as id`,
    DAY,
    JSON.stringify({ work_item: Number(item) }),
  );
  const { run_token: token } = await one('select run_token from ops.occurrence_start($1, $2)', id, by);
  return { id, token, begun: (await one('select ops.cross_check_begin($1) as b', token)).b };
}
const finish = async (token: string): Promise<string> => (await one('select ops.cross_check_finish($1) as o', token)).o;
const found = (occurrence: string) =>
  one(
    `select c.status, c.source_status as source, c.revision_no,
            (select coalesce(json_agg(concat_ws(' ', d.check_key, d.subject, d.is_alarm) order by d.position), '[]') from ops.cross_check_differences d where d.cross_check_id = c.id) as rows
       from ops.cross_checks c where c.occurrence_id = $1`,
    occurrence,
  );

test('a mapping that is committed between the figures and their basis: the report is made again with it', async () => {
  const item = await openReport(db.sql, STOCK);
  const { run_token: token } = await one('select run_token from ops.work_item_start($1, $2)', item, worker);
  const holder = await db.deployPool.connect();
  const maker = await db.deployPool.connect();
  try {
    // The report's last step waits for its row: by then its figures are made.
    await holder.query('begin');
    await holder.query('select from ops.work_items where id = $1 for update', [item]);
    const { pid } = (await maker.query('select pg_backend_pid() as pid')).rows[0];
    const made = maker.query('select mart.report_freeze($1) as o', [token]);
    const deadline = Date.now() + 60_000;
    while (!(await one('select cardinality(pg_blocking_pids($1)) > 0 as waits', pid)).waits)
      assert.ok(Date.now() < deadline, 'it does not wait');
    await sql(`update portal.kodemix set kode_mix = 'B' where kode_barang = 'A-38'`);
    await holder.query('rollback');
    assert.equal((await made).rows[0].o, 'done');
  } finally {
    holder.release();
    maker.release();
  }
  const { pairs } = await one(
    `select (select x ->> 'total_pairs' from jsonb_array_elements(r.figures -> 'rows') x where x ->> 'kode_mix' = 'B') as pairs from ops.work_item_revisions r where r.work_item_id = $1`,
    item,
  );
  assert.equal(Number(pairs), 1302, 'the figures do not know the mapping');
  assert.equal((await one('select count(*)::int as n from ops.work_item_revisions where work_item_id = $1', item)).n, 1);
  const check = await begin(item);
  assert.equal(await finish(check.token), 'done');
  assert.deepEqual([(await found(check.id)).status, (await found(check.id)).rows], ['clean', []]);
});

test('a day with two revisions: the newer one is checked, a correction by itself', async () => {
  const item = await openReport(db.sql, SALES);
  await freeze(db.sql, SALES, item, worker);
  assert.equal((await one(`select ops.review_decide($1, 1, 'reject', 'sekali lagi', 'overseer_ops') as o`, item)).o, 'revision');
  await sql(`update portal.store set branch = 'Cabang Selatan' where store_code = 'S2'`);
  await freeze(db.sql, SALES, item, worker);
  const check = await begin(item);
  await finish(check.token);
  assert.deepEqual(await found(check.id), { status: 'clean', source: 'not_checked', revision_no: 2, rows: [] });
});

test('a load that is displaced, and one that is repeated, between a check’s beginning and its end: nothing is alarmed', async () => {
  const item = String((await one('select id from ops.work_items where definition_key = $1', STOCK)).id);
  const check = await begin(item);
  const { stock } = await import('../../support/loads.ts');
  await stock(db.sql, { entity: 'MBB', day: DAY, rows: [{ kode_barang: 'A-38', nama_gudang: 'Gudang Pusat', kuantitas: 1 }] });
  await finish(check.token);
  const after = await found(check.id);
  assert.deepEqual([after.status, after.rows], ['clean', []]);
});

test('two cross-checks at once: one runs, the other is put off; a worker that died in the middle is followed by one that ends it', async () => {
  const item = String((await one('select id from ops.work_items where definition_key = $1', STOCK)).id);
  const victim = await newWorker(db);
  const begun = await Promise.all([begin(item, victim), begin(item, victim)]);
  assert.equal(begun.filter((b) => b.begun !== null).length, 1, 'both run, or none');
  const [first] = begun.filter((b) => b.begun !== null);
  const id = first?.id as string;
  assert.equal((await one(`select count(*)::int as n from ops.cross_checks where status = 'running'`)).n, 1);
  // Killed: it beats no more, and another takes the run.
  await sql(`update ops.workers set beat_at = clock_timestamp() - interval '1 hour' where incarnation = $1`, victim);
  await sql('select ops.workers_reap()');
  const { run_token: again } = await one('select run_token from ops.occurrence_start($1, $2)', id, worker);
  assert.notEqual(again, first?.token);
  assert.deepEqual((await one('select ops.cross_check_begin($1) as b', again)).b.entity, first?.begun?.entity);
  assert.equal(await finish(first?.token as string), 'not_mine');
  assert.equal(await finish(again), 'done');
  const rows = await sql('select status from ops.cross_checks where occurrence_id = $1', id);
  assert.deepEqual(rows, [{ status: 'clean' }]);
});

test('a source that gives a code the same stock in every warehouse has not heard the warehouse: noted, nobody is alarmed', async () => {
  const item = String((await one('select id from ops.work_items where definition_key = $1', STOCK)).id);
  const check = await begin(item);
  const requests = (check.begun?.requests ?? []) as { kind: string; no: string; warehouse: string }[];
  const asked = requests.filter((r) => r.kind === 'stock');
  assert.ok(asked.length > 2, JSON.stringify(requests));
  const deaf = requests.map((request) => ({
    request,
    answer: request.kind === 'stock' ? { quantity: 500 + request.no.length } : { gone: true },
  }));
  await sql('select ops.cross_check_next($1, $2)', check.token, JSON.stringify(deaf));
  assert.equal(await finish(check.token), 'done');
  const after = await found(check.id);
  assert.deepEqual([after.status, after.source], ['clean', 'moved'], JSON.stringify(after));
  assert.ok(after.rows.length > 0 && after.rows.every((row: string) => row.endsWith(' f')), JSON.stringify(after.rows));
});
