// The cross-check on a finished day: each fault is found where it lies, with both numbers; a day without one raises nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { testDatabase } from '../../support/harness.ts';
import { FAULTS, type Fault } from './support/cross_check_cases.ts';
import { DAY, freeze, loadDay, openReport } from './support/reported.ts';
import { PRODUCT, SALES, type Sql, STOCK } from './support/review_cases.ts';

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
  const [opened] = await sql(`select ops.occurrence_open('overseer.cross_check', $1, $2) as id`, DAY, JSON.stringify({ work_item: Number(item) }));
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
  const [alert] = await sql(`select a.severity, a.title, a.body from ops.alerts a where a.category = 'cross_check' and a.severity <> 'info'`);
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
