// The cross-check on a finished day: each fault is found where it lies, with both numbers; a day without one raises nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { testDatabase } from '../../support/harness.ts';
import { type Fault, FAULTS as FIGURES } from './support/cross_check_cases.ts';
import { UPKEEP } from './support/cross_check_upkeep.ts';
import { DAY, freeze, loadDay, openReport } from './support/reported.ts';
import { PRODUCT, SALES, type Sql, STOCK } from './support/review_cases.ts';

const FAULTS: readonly Fault[] = [...FIGURES, ...UPKEEP];
const db = await testDatabase();
const worker = await loadDay(db);

interface Checked {
  readonly status: string;
  readonly source: string;
  /** "check subject field reported recomputed" of each difference that is alerted. */
  readonly alarms: string[];
  readonly notes: string[];
  readonly alert: { severity: string; title: string; body: string } | undefined;
}

/** The cross-check of an item, as its task would run it; the source is not asked. */
async function check(sql: Sql, item: string): Promise<Checked> {
  const [opened] = await sql(
    `select ops.occurrence_open('overseer.cross_check', $1, $2) as id`,
    DAY,
    JSON.stringify({ work_item: Number(item) }),
  );
  const [run] = await sql('select run_token from ops.occurrence_start($1, $2)', opened.id, worker);
  await sql('select ops.cross_check_begin($1)', run.run_token);
  const [end] = await sql('select ops.cross_check_finish($1) as outcome', run.run_token);
  assert.equal(end.outcome, 'done');
  const [found] = await sql('select c.* from ops.cross_checks c where c.occurrence_id = $1', opened.id);
  const rows = await sql(
    `select d.is_alarm, concat_ws(' ', d.check_key, d.subject, d.field, coalesce(d.reported, '-'), coalesce(d.recomputed, '-')) as line
       from ops.cross_check_differences d where d.cross_check_id = $1 order by d.position`,
    found.id,
  );
  const [alert] = await sql(
    `select a.severity, a.title, a.body from ops.alerts a where a.category = 'cross_check' and a.severity <> 'info'`,
  );
  return {
    status: found.status,
    source: found.source_status,
    alarms: rows.filter((r) => r.is_alarm).map((r) => r.line),
    notes: rows.filter((r) => !r.is_alarm).map((r) => r.line),
    alert,
  };
}

/** In a transaction that is rolled back: the day stays as it is. */
async function tried<T>(use: (sql: Sql) => Promise<T>): Promise<T> {
  const client: pg.PoolClient = await db.deployPool.connect();
  try {
    await client.query('begin');
    return await use(async (text, ...values) => (await client.query(text, values)).rows);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

async function frozen(sql: Sql, definition: string): Promise<string> {
  const item = await openReport(sql as never, definition);
  assert.equal(await freeze(sql as never, definition, item, worker), 'done');
  return item;
}

test('a clean day: each report agrees, a lot was compared, nobody is alerted', () =>
  tried(async (sql) => {
    for (const definition of [STOCK, SALES, PRODUCT]) {
      const found = await check(sql, await frozen(sql, definition));
      assert.deepEqual([found.status, found.alarms, found.notes, found.alert], ['clean', [], [], undefined], definition);
    }
    const [sum] = await sql('select min(c.compared_values)::int as least, min(c.compared_pairs)::int as pairs from ops.cross_checks c');
    assert.ok(sum.least > 50 && sum.pairs > 0, JSON.stringify(sum));
  }));

test(`${FAULTS.length} faults are found, each where it lies`, async (t) => {
  async function seeded(sql: Sql, item: string, fault: Fault): Promise<void> {
    await fault.after?.(sql, item);
    const found = await check(sql, item);
    const hit = found.alarms.find((line) => fault.found.test(line));
    assert.ok(hit, `${fault.what}: not among ${JSON.stringify([found.status, found.alarms, found.notes], null, 1)}`);
    assert.equal(found.status, 'differs');
    assert.equal(found.alert?.severity, found.alarms.some((l) => /^(frozen|loads) /.test(l)) ? 'critical' : 'warning', fault.what);
    assert.match(found.alert?.body ?? '', /^[\d.]+ angka dibandingkan \([\d.]+ pasang\), [\d.]+ berbeda\.\n• /);
    t.diagnostic(`${fault.what} → ${hit.slice(0, 100)} (${found.alarms.length} rows)`);
  }
  for (const fault of FAULTS.filter((f) => f.before !== undefined))
    await tried(async (sql) => {
      await fault.before?.(sql);
      await seeded(sql, await frozen(sql, fault.definition), fault);
    });
  // One report for all that happens after it.
  for (const definition of [STOCK, SALES, PRODUCT])
    await tried(async (sql) => {
      const item = await frozen(sql, definition);
      for (const fault of FAULTS.filter((f) => f.before === undefined && f.definition === definition)) {
        await sql('savepoint clean');
        await seeded(sql, item, fault);
        await sql('rollback to savepoint clean');
      }
    });
});

test('the date draws: the same report each time, and in time every report of the last days', () =>
  tried(async (sql) => {
    for (const definition of [STOCK, SALES, PRODUCT]) await frozen(sql, definition);
    const drawn = async (date: string) => (await sql('select p.work_item_id from ops.cross_check_pick($1) p', date))[0]?.work_item_id;
    const days = Array.from({ length: 7 }, (_, i) => `2026-02-${String(8 + i).padStart(2, '0')}`);
    const all = async () => {
      const ids: unknown[] = [];
      for (const day of days) ids.push(await drawn(day));
      return ids;
    };
    const first = await all();
    assert.deepEqual(await all(), first);
    assert.ok(new Set(first).size > 1, 'always the same report');
    assert.equal(await drawn('2026-02-15'), undefined, 'older than the last days');
  }));

test('a run that was broken off leaves nothing open, and a second one waits for the first', () =>
  tried(async (sql) => {
    const item = await frozen(sql, STOCK);
    const begin = async () => {
      const [opened] = await sql(
        `select ops.occurrence_open('overseer.cross_check', $1, $2) as id`,
        DAY,
        JSON.stringify({ work_item: Number(item) }),
      );
      const [run] = await sql('select run_token from ops.occurrence_start($1, $2)', opened.id, worker);
      return { id: opened.id, token: run.run_token, begun: (await sql('select ops.cross_check_begin($1) as b', run.run_token))[0].b };
    };
    const why = async (id: string) => (await sql(`select e.cause from ops.explain('cross_check', $1) e`, id)).map((e) => e.cause);
    const one = await begin();
    const [{ id }] = (await sql('select c.id from ops.cross_checks c')) as [{ id: string }];
    assert.equal((await why(id))[0], 'running');
    const two = await begin();
    assert.equal(two.begun, null);
    assert.equal((await sql('select o.status from ops.occurrences o where o.id = $1', two.id))[0].status, 'expected');
    await sql(`select ops.occurrence_fail($1, '{"message": "mati"}', true)`, one.token);
    assert.equal((await sql('select ops.cross_check_finish($1) as o', one.token))[0].o, 'not_mine');
    await check(sql, item);
    assert.deepEqual((await sql('select c.status, c.reason from ops.cross_checks c order by c.id')) as object[], [
      { status: 'not_checked', reason: 'pemeriksaan terputus' },
      { status: 'clean', reason: null },
    ]);
    assert.deepEqual(await why(id), ['not_checked', 'source_not_checked']);
    assert.deepEqual(await why('999999'), ['unknown']);
  }));

test('what was found is explained with both numbers, stands in status and doctor, and cannot be changed afterwards', () =>
  tried(async (sql) => {
    const item = await frozen(sql, STOCK);
    await sql(`update core.fact_stock set pairs_qty = pairs_qty + 1 where entity = 'MBB' and kode_barang = 'B-40'`);
    await check(sql, item);
    const [{ id }] = (await sql('select c.id from ops.cross_checks c')) as [{ id: string }];
    const [cause] = await sql(`select e.cause, e.says from ops.explain('cross_check', $1) e`, id);
    assert.deepEqual(cause, {
      cause: 'differs',
      says: 'MBB B-40 toko mawar, fact_stock: core.fact_stock has 301, data mentah (raw) has 300',
    });
    const [shown] = await sql(
      `select ops.status() -> 'cross_check' ->> 'differing' as n, (select d.state from ops.doctor(now()) d where d.line = 'cross-check') as doctor`,
    );
    // The fact, and the sum of its code that no longer follows from it.
    assert.deepEqual(shown, { n: '2', doctor: 'wrong' });
    const [alert] = await sql(`select a.title, a.body from ops.alerts a where a.category = 'cross_check'`);
    assert.equal(alert.title, 'Uji silang: Control Stock 8 Feb 2026 (revisi 1) tidak cocok dengan data mentahnya');
    for (const [change, code] of [
      [`update ops.cross_checks set status = 'clean', differing_values = 0`, 'MD201'],
      [`update ops.cross_checks set compared_values = 1`, 'MD201'],
      ['update ops.revision_bases set load_ids = load_ids', 'MD901'],
      ['delete from ops.report_bases', 'MD901'],
    ] as const) {
      await sql('savepoint s');
      await assert.rejects(
        sql(change),
        (error: Error & { code?: string }) => error.code === code || assert.fail(`${change}: ${error.code} ${error.message}`),
      );
      await sql('rollback to savepoint s');
    }
  }));
