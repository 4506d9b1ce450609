// The views of mart against an independent calculation from plain rows, over random companies.
// A failure names the company's seed: MANDOR_SEED=<seed> makes that one alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '../../oracle/database.ts';
import { testDatabase } from '../../support/harness.ts';
import { type Figure, fullFloorAndBox, poCompletion, productPerformance, riskFlags, salesDaily, salesToTarget } from './support/figures.ts';
import { makeCompany, prepareShops, type ShopCompany, storeCompany } from './support/shops.ts';

const COMPANIES = 50 * Math.max(1, Number(process.env.MANDOR_DEPTH ?? 1));
const ONE_SEED = process.env.MANDOR_SEED;
const db = await testDatabase();

const VIEWS: Record<string, { key: readonly string[]; figures: (c: ShopCompany) => Figure[] }> = {
  v_sales_mtd_vs_target: { key: ['level', 'branch', 'store_code'], figures: salesToTarget },
  v_store_ff_fb: { key: ['store_code'], figures: fullFloorAndBox },
  v_po_completion: { key: ['level', 'label'], figures: poCompletion },
  v_product_performance: { key: ['kode_mix'], figures: productPerformance },
  v_risk_flags: { key: ['kode_mix'], figures: riskFlags },
  v_sales_daily: { key: ['tanggal', 'store_code', 'entity'], figures: salesDaily },
};

/** Equal, numbers to twelve digits: the database divides exactly, we do not. */
function isSame(found: unknown, wanted: string | number | null): boolean {
  if (typeof wanted !== 'number' || found === null) return found === wanted;
  return Math.abs(Number(found) - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
}

function compare(view: string, key: readonly string[], found: readonly Figure[], wanted: readonly Figure[]): string[] {
  const name = (row: Figure): string => key.map((k) => row[k] ?? '–').join(' ');
  const rows = new Map(found.map((row) => [name(row), row]));
  return [
    ...wanted.flatMap((row) => {
      const other = rows.get(name(row));
      if (other === undefined) return [`${view} ${name(row)}: no row`];
      return Object.entries(row)
        .filter(([column, value]) => !isSame(other[column], value))
        .map(([column, value]) => `${view} ${name(row)}: ${column} is ${other[column]}, not ${value}`);
    }),
    ...[...rows.keys()].filter((n) => !wanted.some((row) => name(row) === n)).map((n) => `${view} ${n}: a row too many`),
  ];
}

/** What the companies have to hit, so that nothing passes for want of a case. */
const CASES: Record<string, (figures: Record<string, Figure[]>, c: ShopCompany) => boolean> = {
  'target 0': (f) => f.v_sales_mtd_vs_target!.some((r) => r.target_amount === 0 && r.achievement_pct === null),
  'no target': (f) => f.v_sales_mtd_vs_target!.some((r) => r.level === 'toko' && r.target_amount === null),
  'no shop': (f) => f.v_sales_mtd_vs_target!.some((r) => r.store_code === 'TANPA TOKO'),
  'returns only': (f) => f.v_sales_mtd_vs_target!.some((r) => r.level === 'toko' && Number(r.sales_amount) < 0),
  'leap February': (_, c) => c.asOf === '2024-02-29',
  'short February': (_, c) => c.asOf === '2026-02-28',
  'first of the month': (_, c) => c.asOf === '2026-03-01',
  'a shop that closed': (f, c) => c.capacity.length > f.v_store_ff_fb!.length,
  'full floor counted': (f) => f.v_store_ff_fb!.some((r) => r.ff_source === 'manual'),
  'full floor computed, full box counted': (f) => f.v_store_ff_fb!.some((r) => r.ff_source === 'computed' && r.fb_source === 'manual'),
  'full floor partly full': (f) =>
    f.v_store_ff_fb!.some((r) => r.ff_source === 'computed' && Number(r.ff_pct) > 0 && Number(r.ff_pct) < 100),
  'full floor above its room': (f) => f.v_store_ff_fb!.some((r) => r.ff_source === 'computed' && r.ff_pct === 100),
  'full box computed': (f) => f.v_store_ff_fb!.some((r) => r.fb_source === 'computed' && Number(r.fb_pct) > 0),
  'no capacity': (f) => f.v_store_ff_fb!.some((r) => r.ff_pct === null),
  'nothing ordered': (f) => f.v_po_completion!.some((r) => r.ordered_pairs === 0),
  'a cancelled order': (f) => f.v_po_completion!.some((r) => Number(r.cancelled_pairs) > 0),
  'orders of an unknown article': (f) => f.v_po_completion!.some((r) => r.label === 'UNMAPPED'),
  'a best and a worst': (f) => ['top', 'bottom'].every((s) => f.v_product_performance!.some((r) => r.standing === s)),
  'a series without revenue': (f) => f.v_product_performance!.some((r) => r.series_share_pct === null),
  rising: (f) => f.v_risk_flags!.some((r) => r.risk === 'naik_stok_tipis'),
  'rising by exactly 20 %': (f) => f.v_risk_flags!.some((r) => r.change_pct === 20),
  falling: (f) => f.v_risk_flags!.some((r) => r.risk === 'turun_stok_tebal'),
  'falling by exactly 20 %': (f) => f.v_risk_flags!.some((r) => r.change_pct === -20),
};

test('every view gives the figures of an independent calculation', async (t) => {
  const hits = new Map(Object.keys(CASES).map((name) => [name, 0]));
  const rowsSeen = new Map(Object.keys(VIEWS).map((name) => [name, 0]));
  const messages: string[] = [];
  const seeds = ONE_SEED === undefined ? Array.from({ length: COMPANIES }, (_, i) => i + 1) : [Number(ONE_SEED)];
  await db.as('mandor_deploy', async (client) => {
    await prepareShops(client as Session);
    for (const seed of seeds) {
      const company = makeCompany(seed);
      const figures: Record<string, Figure[]> = {};
      await client.query('begin');
      try {
        await storeCompany(client as Session, company);
        for (const [view, { key, figures: of }] of Object.entries(VIEWS)) {
          figures[view] = of(company);
          rowsSeen.set(view, rowsSeen.get(view)! + figures[view].length);
          const found = (await client.query(`select * from mart.${view}`)).rows;
          messages.push(...compare(view, key, found, figures[view]).map((m) => `company ${seed} (${company.asOf}): ${m}`));
        }
      } finally {
        await client.query('rollback');
      }
      for (const [name, holds] of Object.entries(CASES)) if (holds(figures, company)) hits.set(name, hits.get(name)! + 1);
    }
  });
  t.diagnostic(`rows: ${[...rowsSeen].map(([n, c]) => `${n} ${c}`).join(', ')}`);
  t.diagnostic(`cases: ${[...hits].map(([n, c]) => `${n} ${c}`).join(', ')}`);
  assert.equal(messages.length, 0, `${messages.length} cells differ:\n${messages.slice(0, 30).join('\n')}`);
  if (ONE_SEED === undefined)
    assert.deepEqual(
      [...hits].filter(([, n]) => n === 0).map(([name]) => name),
      [],
    );
});
