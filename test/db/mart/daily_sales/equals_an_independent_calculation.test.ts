// A failure names the company's seed: MANDOR_SEED=<seed> makes that one alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '../../../oracle/database.ts';
import { random } from '../../../oracle/random.ts';
import { testDatabase } from '../../../support/harness.ts';
import { addTill, type DayFigure, dailySales } from '../support/daily_sales.ts';
import { makeCompany, prepareShops, storeCompany } from '../support/shops.ts';

const COMPANIES = 60 * Math.max(1, Number(process.env.MANDOR_DEPTH ?? 1));
const ONE_SEED = process.env.MANDOR_SEED;
const db = await testDatabase();

const CASES: Record<string, (rows: readonly DayFigure[], asOf: string) => boolean> = {
  'nothing sold that day': (rows) => rows.some((r) => r.period === 'hari' && r.branch === null && r.line_count === 0),
  'no target at all': (rows) => rows.some((r) => r.branch === null && r.target_amount === null),
  'a branch without target': (rows) => rows.some((r) => r.branch !== null && r.target_amount === null),
  'a target of 0': (rows) => rows.some((r) => r.target_amount === 0 && r.is_on_track === null),
  'returns only': (rows) => rows.some((r) => r.period === 'hari' && r.transaction_count === 0 && r.sales_amount < 0),
  'a shop without branch': (rows) => rows.some((r) => r.branch === 'TANPA CABANG' && r.line_count > 0),
  'the first of the month': (_, asOf) => asOf.endsWith('-01'),
  'an invoice over two branches': (rows) =>
    rows.filter((r) => r.period === 'hari' && r.branch !== null).reduce((n, r) => n + r.transaction_count, 0) >
    (rows.find((r) => r.period === 'hari' && r.branch === null)?.transaction_count ?? 0),
  'On Track': (rows) => rows.some((r) => r.is_on_track === true),
  'Below Target': (rows) => rows.some((r) => r.is_on_track === false),
  'a branch that sold nothing and should have': (rows) =>
    rows.some((r) => r.period === 'hari' && r.line_count === 0 && (r.target_amount ?? 0) > 0),
};

const isSame = (found: unknown, wanted: unknown): boolean =>
  typeof wanted === 'number' && found !== null
    ? Math.abs(Number(found) - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
    : (found ?? null) === (wanted ?? null);

test('every figure of the day and of the month to date, per branch and in all', async (t) => {
  const hits = new Map(Object.keys(CASES).map((name) => [name, 0]));
  const messages: string[] = [];
  let cells = 0;
  await db.as('mandor_deploy', async (client) => {
    await prepareShops(client as Session);
    const seeds = ONE_SEED === undefined ? Array.from({ length: COMPANIES }, (_, i) => i + 1) : [Number(ONE_SEED)];
    for (const seed of seeds) {
      const r = random(seed + 70_000);
      const company = makeCompany(seed);
      addTill(company, r);
      const onTrack = r.pick([100, 100, 95]);
      const wanted = dailySales(company, onTrack);
      await client.query('begin');
      try {
        await storeCompany(client as Session, company);
        if (onTrack !== 100) await client.query(`update ops.settings set value = $1 where key = 'daily_sales.on_track_pct'`, [onTrack]);
        // The session's zone must not move a day.
        await client.query(`set local timezone = '${r.pick(['America/New_York', 'Asia/Jayapura', 'UTC'])}'`);
        const report = (await client.query('select mart.daily_sales_report($1) as r', [company.asOf])).rows[0].r;
        const found = new Map<string, Record<string, unknown>>(
          report.figures.rows.map((row: DayFigure) => [`${row.period} ${row.branch}`, row as unknown as Record<string, unknown>]),
        );
        for (const row of wanted) {
          const other = found.get(`${row.period} ${row.branch}`);
          for (const [column, value] of Object.entries(row)) {
            cells++;
            if (!isSame(other?.[column], value))
              messages.push(`company ${seed} ${row.period} ${row.branch} ${column}: ${other?.[column]}, not ${value}`);
          }
        }
        if (found.size !== wanted.length) messages.push(`company ${seed}: ${found.size} rows, not ${wanted.length}`);
        // The view of targets and the report must say the same of the month.
        const [view] = (await client.query(`select * from mart.sales_mtd_vs_target($1) v where v.level = 'semua'`, [company.asOf])).rows;
        const all = found.get('bulan null');
        if (view !== undefined && !isSame(view.achievement_pct, all?.achievement_pct === null ? null : Number(all?.achievement_pct)))
          messages.push(`company ${seed}: the view says ${view.achievement_pct}, the report ${all?.achievement_pct}`);
      } finally {
        await client.query('rollback');
      }
      for (const [name, holds] of Object.entries(CASES)) if (holds(wanted, company.asOf)) hits.set(name, (hits.get(name) ?? 0) + 1);
    }
  });
  t.diagnostic(`${cells} cells compared; cases: ${[...hits].map(([n, c]) => `${n} ${c}`).join(', ')}`);
  assert.equal(messages.length, 0, `${messages.length} differ:\n${messages.slice(0, 30).join('\n')}`);
  if (ONE_SEED === undefined)
    assert.deepEqual(
      [...hits].filter(([, n]) => n === 0).map(([name]) => name),
      [],
    );
});
