// Days on which nothing is wrong: invoices come late, are changed, deleted and dated anew, loads are repeated and taken back, reports
// are made again and corrected, reference data is loaded, some days have no trade and some no report. Not one of them is an alert.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { type TestDatabase, testDatabase } from '../../support/harness.ts';
import { addDays, Company, type Load, load, prepare, remap, SALES, STOCK } from '../core/support/world.ts';
import { newWorker } from './support/race.ts';

const DEPTH = Number(process.env.MANDOR_DEPTH ?? 1);
// A day is seven loads, three reports and a check: 200 of them are for a deep run.
const [WORLDS, DAYS] = DEPTH > 1 ? [5, 40] : [1, 9];
const REPORTS = ['report.control_stock', 'report.daily_sales', 'report.product_performance'];

interface Tally {
  days: number;
  values: number;
  revisions: number;
  corrections: number;
  repeated: number;
  takenBack: number;
  recorded: number;
  skipped: number;
  reports: Set<string>;
}

async function live(seed: number, tally: Tally): Promise<void> {
  const db: TestDatabase = await testDatabase();
  const company = new Company(seed);
  const { draw } = company;
  const session: pg.PoolClient = await db.deployPool.connect();
  const one = async (text: string, ...values: unknown[]) => (await session.query(text, values)).rows[0];
  const freeze = async (item: string, worker: string) => {
    const run = await one('select run_token from ops.work_item_start($1, $2)', item, worker);
    return (await one('select mart.report_freeze($1) as o', run.run_token)).o;
  };
  // As `mandor load` does: changes and their record in one transaction.
  const recorded = async () => {
    await session.query('begin');
    await remap(session, draw);
    for (const table of ['kodemix', 'warehouse', 'store', 'name_alias'])
      await session.query(
        `insert into portal.reference_loads (table_name, source, origin, mode, outcome) values ('portal.' || $1, 'csv', 'peta.csv', 'upsert', 'applied')`,
        [table],
      );
    await session.query('commit');
    tally.recorded++;
  };
  try {
    await prepare(session);
    await session.query(
      `update ops.job_definitions set needs = '{}', requires_review = key = 'report.control_stock', requires_approval = false where key like 'report.%'`,
    );
    let day = '2026-01-05';
    for (let i = 0; i < DAYS; day = addDays(day, 1)) {
      await db.setClock(`${addDays(day, 1)}T06:00:00+07:00`);
      const worker = await newWorker(db);
      // A holiday: nobody sells, and now and then nothing is even pulled.
      if (!draw.chance(0.1)) company.trade(day);
      else if (draw.chance(0.3)) continue;
      const today: Load[] = [
        ...STOCK.map((entity) => company.stock(entity, day)),
        ...SALES.map((entity) => company.sales(entity, day, addDays(day, -draw.pick([0, 3, 7, 25])))),
      ];
      for (const what of today) assert.equal((await load(session, what)).status, 'accepted');
      if (draw.chance(0.3)) await remap(session, draw);
      for (const key of REPORTS) {
        await one('select ops.occurrence_open($1, $2)', key, day);
        const { id } = await one('select id from ops.work_items where definition_key = $1 and business_date = $2', key, day);
        await freeze(id, worker);
        if (key === 'report.control_stock' && draw.chance(0.2)) {
          assert.equal((await one(`select ops.review_decide($1, 1, 'reject', 'sekali lagi', 'overseer_ops') as o`, id)).o, 'revision');
          if (draw.chance(0.5)) await remap(session, draw);
          await freeze(id, worker);
          tally.revisions++;
        } else if (key !== 'report.control_stock' && draw.chance(0.1)) {
          await load(session, company.sales('DDD', day, addDays(day, -3)));
          const { c } = await one(`select ops.work_item_correct($1, 'angka sumber berubah') as c`, id);
          await freeze(c, worker);
          tally.corrections++;
        }
      }
      // The world goes on after the report.
      if (draw.chance(0.5)) {
        company.trade(day);
        await load(session, company.sales(draw.pick(SALES), day, addDays(day, -draw.pick([0, 3, 12]))));
        if (draw.chance(0.3)) await load(session, company.stock(draw.pick(STOCK), day));
        tally.repeated++;
      }
      if (draw.chance(0.1)) {
        const { rows } = await session.query(
          `select load_id from raw.load_history where status = 'accepted' order by load_id desc limit 5`,
        );
        const taken = await session.query('select raw.load_reject($1, $2)', [draw.pick(rows).load_id, 'bukan ini']).catch((e) => e);
        if (!(taken instanceof Error)) tally.takenBack++;
      }
      if (draw.chance(0.3)) await recorded();

      const opened = await one(`select ops.occurrence_open('overseer.cross_check', $1) as id`, day);
      const run = await one('select run_token from ops.occurrence_start($1, $2)', opened.id, worker);
      await one('select ops.cross_check_begin($1)', run.run_token);
      assert.equal((await one('select ops.cross_check_finish($1) as o', run.run_token)).o, 'done');
      const found = await one(
        `select c.status, c.compared_values::int as n, w.definition_key as key, w.business_date, jsonb_path_exists(c.results, '$[*].skipped') as skipped,
                (select jsonb_agg(d.says) from ops.cross_check_differences d where d.cross_check_id = c.id and d.is_alarm) as alarms
           from ops.cross_checks c join ops.work_items w on w.id = c.work_item_id where c.occurrence_id = $1`,
        opened.id,
      );
      assert.deepEqual([found.status, found.alarms], ['clean', null], `seed ${seed}, ${day}: ${found.key} of ${found.business_date}`);
      tally.days++;
      tally.values += found.n;
      tally.skipped += found.skipped ? 1 : 0;
      tally.reports.add(found.key);
      i++;
    }
    const { n } = await one(`select count(*)::int as n from ops.alerts where category = 'cross_check' and severity <> 'info'`);
    assert.equal(n, 0);
  } finally {
    session.release();
  }
}

test(`${WORLDS * DAYS} days without a fault raise no alert`, { timeout: 900_000 }, async (t) => {
  const tally: Tally = {
    days: 0,
    values: 0,
    revisions: 0,
    corrections: 0,
    repeated: 0,
    takenBack: 0,
    recorded: 0,
    skipped: 0,
    reports: new Set(),
  };
  for (let seed = 1; seed <= WORLDS; seed++) await live(seed, tally);
  t.diagnostic(JSON.stringify({ ...tally, reports: [...tally.reports] }));
  assert.equal(tally.days, WORLDS * DAYS);
  assert.ok(tally.values > 100 * tally.days && tally.reports.size === 3, 'little was compared');
  assert.ok(tally.repeated > 0 && tally.recorded > 0 && tally.skipped < tally.days / 4);
  if (DEPTH > 1) assert.ok(Math.min(tally.revisions, tally.corrections, tally.takenBack, tally.skipped) > 0, 'a kind of day did not come');
});
