// A line per department: what was done, which figures moved most, what is unusual; and the week before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { makeItem } from '../ops/support/item.ts';
import { type CompanyDay, fillDays, openShop } from './support/company_days.ts';

const db = await testDatabase();
// A Monday morning: yesterday is Sunday 8 February.
const MORNING = '2026-02-09T07:15:00+07:00';
const SUNDAY = '2026-02-08';
await db.setClock(MORNING);
await openShop(db);

const figure = async (key: string) => (await db.sql('select * from mart.company_figures($1) where figure = $2', SUNDAY, key))[0];
const department = async (code: string) => (await db.sql('select * from mart.v_company_today where department = $1', code))[0];
/** `count` Sundays before with sales around 100 million: 98, 100, 102, 98 … so that the median is 100 and its deviation 2. */
const before = (count: number): CompanyDay[] =>
  Array.from({ length: count }, (_, i) => ({ shop: [98e6, 100e6, 102e6, 98e6, 102e6][i % 5] ?? 0, stock: 1000 }));

test('every department has its line, also one that did nothing', async () => {
  const lines = await db.sql('select department, done, late, escalated, figure_1, anomalies from mart.v_company_today');
  assert.deepEqual(
    lines.map((l) => l.department),
    ['OPS', 'CEMES', 'FATAL', 'R&D', 'HRGA', 'BDW'],
  );
  assert.deepEqual(lines[5], { department: 'BDW', done: 0, late: 0, escalated: 0, figure_1: null, anomalies: [] });
});

test('a figure is held against the median of its own weekday, and says by how much it moved', async () => {
  await fillDays(db, SUNDAY, [{ shop: 110e6, stock: 1000 }, ...before(10)]);
  const shop = await figure('shop_sales');
  assert.deepEqual(
    [Number(shop.value), Number(shop.usual), Number(shop.deviation), shop.days, Number(shop.change_pct)],
    [110e6, 100e6, 2e6, 10, 10],
  );
  const ops = await department('OPS');
  assert.deepEqual([ops.figure_1, ops.figure_2], ['penjualan toko Rp 110.000.000 (+10,0%)', 'terjual di toko 10 pasang (+0,0%)']);
});

test('unusual: further than five deviations and than 15 %, each border is not', async () => {
  const judged = async (shop: number): Promise<boolean> => {
    await fillDays(db, SUNDAY, [{ shop, stock: 1000 }, ...before(10)]);
    return (await figure('shop_sales')).is_unusual;
  };
  // Deviation 2 million, five of them 10 million; 15 % are 15 million.
  assert.deepEqual(
    [await judged(115e6), await judged(115_000_001), await judged(85e6), await judged(84_999_999)],
    [false, true, false, true],
  );
  const ops = await department('OPS');
  assert.deepEqual(ops.anomalies, [
    'Penjualan toko hari Minggu Rp 84.999.999; biasanya Rp 100.000.000 (median 10 hari Minggu sebelumnya, simpangan median Rp 2.000.000, batas 5×).',
  ]);
  await db.sql(`update ops.settings set value = '1' where key = 'company.unusual_pct'`);
  assert.deepEqual([await judged(110e6), await judged(110_000_001)], [false, true], 'now the deviations decide');
  await db.sql(`update ops.settings set value = '8' where key = 'company.unusual_deviations'`);
  assert.equal(await judged(116e6), false);
  await db.sql(`update ops.settings set value = null where key like 'company.%'`);
});

test('with too few days before, nothing is called unusual; with one less than that it is not either', async () => {
  await fillDays(db, SUNDAY, [{ shop: 10e6 }, ...before(7)]);
  assert.deepEqual([(await figure('shop_sales')).days, (await figure('shop_sales')).is_unusual], [7, false]);
  await fillDays(db, SUNDAY, [{ shop: 10e6 }, ...before(8)]);
  assert.equal((await figure('shop_sales')).is_unusual, true);
  await fillDays(db, SUNDAY, [{ shop: 10e6 }]);
  assert.deepEqual([(await department('OPS')).figure_1, (await department('OPS')).anomalies], ['terjual di toko 10 pasang', []]);
});

test('one wild day among those before moves neither median nor judgement; a holiday neither', async () => {
  const wild = before(10);
  wild[3] = { shop: 0 };
  wild[7] = { shop: 9_000e6 };
  await fillDays(db, SUNDAY, [{ shop: 104e6 }, ...wild]);
  const shop = await figure('shop_sales');
  assert.deepEqual([Number(shop.usual), shop.is_unusual], [100e6, false]);
});

test('a day on which an entity is missing has no figure, and is no day to compare with', async () => {
  await fillDays(db, SUNDAY, [{ shop: 100e6, entities: ['DDD', 'MBB'] }, ...before(9)]);
  assert.equal(await figure('shop_sales'), undefined);
  assert.equal((await department('OPS')).figure_1, 'stok 100 pasang (-90,0%)');
  await fillDays(db, SUNDAY, [{ shop: 100e6 }, { shop: 1, entities: ['DDD'] }, null, ...before(9)]);
  assert.deepEqual([(await figure('shop_sales')).days, Number((await figure('shop_sales')).usual)], [9, 100e6]);
});

test('at most 28 days of the weekday are looked at', async () => {
  await fillDays(db, SUNDAY, [{ shop: 100e6 }, ...before(30)]);
  assert.equal((await figure('shop_sales')).days, 28);
});

test('each department has figures of its own', async () => {
  await fillDays(db, SUNDAY, [{ shop: 110e6, other: 7e6, returned: 1e6 }, ...before(8).map((d) => ({ ...d, other: 5e6, returned: 2e6 }))]);
  await db.sql(
    `insert into raw.ginee_orders (order_id, shop_id, channel, order_status, total_amount, ordered_at, last_update_at)
     select 'o' || d || '-' || n, 's', 'SHOPEE_ID', case n when 4 then 'CANCELLED' else 'PAID' end, 50000, ('2026-02-08'::date - 7 * d)::timestamp at time zone 'Asia/Jakarta' + interval '1 minute' * n, util.now()
       from generate_series(0, 9) d cross join generate_series(1, 4) n where d > 0 or n < 3`,
  );
  const says = async (code: string) => [(await department(code)).figure_1, (await department(code)).figure_2];
  assert.deepEqual(await says('CEMES'), ['marketplace 2 pesanan (-33,3%)', 'penjualan marketplace Rp 100.000 (-33,3%)']);
  assert.deepEqual((await says('FATAL'))[0], 'retur Rp 1.000.000 (-50,0%)');
  assert.deepEqual(await says('BDW'), ['penjualan tanpa toko Rp 7.000.000 (+40,0%)', null]);
  assert.deepEqual(await says('R&D'), ['artikel terjual 1 jenis (+0,0%)', null]);
});

test('work of a department: done within 24 hours, late, escalated', async () => {
  const done = await makeItem(db, { clock: '2026-02-08T00:15:00Z' });
  await done.into('approved');
  const failed = await makeItem(db, { clock: '2026-02-08T00:15:00Z' });
  await failed.into('failed');
  const escalated = await makeItem(db, { clock: '2026-02-07T00:15:00Z' });
  await escalated.into('escalated');
  await db.setClock('2026-02-09T07:14:59+07:00');
  const work = async () => {
    const { done, late, escalated } = await department('OPS');
    return { done, late, escalated };
  };
  assert.deepEqual(await work(), { done: 1, late: 1, escalated: 1 });
  await db.setClock(MORNING);
  assert.deepEqual((await work()).done, 0, 'exactly 24 hours ago');
  const [week] = await db.sql(`select * from mart.v_company_week where week = '2026-02-02' and department = 'OPS'`);
  assert.deepEqual([week.work_items, week.approved, week.late, week.escalated], [3, 1, 1, 1]);
  assert.deepEqual(await db.sql(`select 1 from mart.v_company_week where week <> '2026-02-02'`), []);
});
