// The checks at their edges, and whose they are: an analyst's number decides at the next load.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../support/harness.ts';
import { plus, type SalesRow, type Staged, type StockRow, sales, stock } from '../../support/loads.ts';

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
  await db.setClock('2026-03-31T05:00:00+07:00');
  await db.sql(
    `insert into portal.kodemix (kode_barang, kode, kode_mix, tier, status) select 'K' || i, 'A', 'M', 1, 'ACTIVE' from generate_series(1, 2000) i`,
  );
  await db.sql(
    `insert into portal.warehouse (entity, nama_gudang, kind) select e, w, 'STORE' from unnest('{DDD,LJBB,MBB,UBB}'::text[]) e, unnest('{Gudang,Besar,Toko}'::text[]) w`,
  );
});

const rowsOf = (n: number, pairs = 1): StockRow[] =>
  Array.from({ length: n }, (_, i) => ({ kode_barang: `K${i + 1}`, nama_gudang: 'Gudang', kuantitas: pairs, unit_price: 5 }));
const soldOn = (day: string, lines: number, pairs = 1): SalesRow[] =>
  Array.from({ length: lines }, (_, i) => ({
    tanggal: day,
    nomor_invoice: `SI.${day}.${i}`,
    kode_barang: `K${(i % 50) + 1}`,
    nama_gudang: 'Toko',
    kuantitas: pairs,
    total_harga: 10 * pairs,
  }));
const of = (load: Staged, name: string): [boolean, number | null] => {
  const check = load.checks.find((c) => c.check === name);
  assert.ok(check, `no check ${name}`);
  return [check.passed, check.measured];
};

test('each check that is shipped has a result in every load, and each result has its shape', async () => {
  for (const load of [
    await stock(db.sql, { entity: 'LJBB', day: '2026-01-01', rows: rowsOf(3) }),
    await sales(db.sql, { entity: 'MBB', day: '2026-01-01', rows: soldOn('2026-01-01', 3) }),
  ]) {
    const kind = load.checks.some((c) => c.check === 'quantity_drift') ? 'stock' : 'sales';
    const names = await db.sql(`select c.check_name as name from raw.load_checks c where c.kind = $1 order by 1`, kind);
    assert.deepEqual(
      load.checks.map((c) => c.check),
      names.map((n) => n.name).sort(),
    );
    for (const check of load.checks)
      assert.deepEqual(Object.keys(check).sort(), ['check', 'measured', 'message', 'passed', 'severity', 'threshold']);
  }
});

test('stock that moved by exactly a fifth passes, by a pair more is held back', async () => {
  await stock(db.sql, { entity: 'DDD', day: '2026-01-01', rows: rowsOf(100, 10) });
  const [edge, over] = [rowsOf(100, 12), rowsOf(100, 12)];
  over[0] = { ...over[0], kuantitas: 13 };
  const blocked = await stock(db.sql, { entity: 'DDD', day: '2026-01-02', rows: over });
  assert.deepEqual(
    [blocked.status, blocked.failed, of(blocked, 'quantity_drift')],
    ['quarantined', ['block quantity_drift'], [false, 0.201]],
  );
  const passed = await stock(db.sql, { entity: 'DDD', day: '2026-01-02', rows: edge });
  assert.deepEqual([passed.status, of(passed, 'quantity_drift')], ['accepted', [true, 0.2]]);
  // The day before counts, not the newest: a late snapshot of a day in between is compared with what came before it.
  const down = await stock(db.sql, { entity: 'DDD', day: '2026-01-04', rows: rowsOf(100, 14) });
  assert.equal(down.status, 'accepted');
  assert.deepEqual(of(await stock(db.sql, { entity: 'DDD', day: '2026-01-03', rows: rowsOf(100, 12) }), 'quantity_drift'), [true, 0]);
});

test('the range of rows asks for seven loads, looks back fourteen, and its edges pass', async () => {
  const put = (n: number, rows: number) =>
    stock(db.sql, {
      entity: 'UBB',
      day: plus('2026-01-01', n),
      rows: [...rowsOf(rows), { kode_barang: 'K2000', nama_gudang: 'Besar', kuantitas: 100_000 }],
    });
  for (let n = 0; n < 6; n++) assert.equal((await put(n, 99)).status, 'accepted');
  assert.equal((await put(6, 9)).status, 'accepted', 'six loads are too few to judge');
  assert.equal((await put(7, 4)).status, 'accepted', 'half of the least passes');
  assert.deepEqual((await put(8, 1)).failed, ['block row_range']);
  assert.equal((await put(8, 199)).status, 'accepted', 'twice the most passes');
  assert.deepEqual((await put(9, 400)).failed, ['block row_range']);
  // Fourteen more of a hundred: the least is no longer 5.
  for (let n = 9; n < 23; n++) assert.equal((await put(n, 150)).status, 'accepted');
  assert.deepEqual((await put(23, 30)).failed, ['block row_range']);
});

test("an analyst's severity, threshold and numbers decide at the next load; the history says who", async () => {
  const load = () =>
    sales(db.sql, {
      entity: 'DDD',
      day: '2026-01-05',
      rows: [...soldOn('2026-01-05', 98), { ...soldOn('2026-01-05', 1)[0], kode_barang: 'X1', nomor_invoice: 'SI.X' }],
    });
  assert.deepEqual((await load()).failed, []);
  await db.as('mandor_analyst', (c) =>
    c.query(`update raw.load_checks set severity = 'block', threshold = 0.01 where kind = 'sales' and check_name = 'unmapped_share'`),
  );
  assert.deepEqual((await load()).failed, ['block unmapped_share']);
  await db.as('mandor_analyst', (c) =>
    c.query(`update raw.load_checks set is_enabled = false where kind = 'sales' and check_name = 'unmapped_share'`),
  );
  assert.equal((await load()).status, 'accepted');
  await db.as('mandor_analyst', (c) =>
    c.query(`update raw.load_checks set severity = null, threshold = null, is_enabled = true where check_name = 'unmapped_share'`),
  );
  const history = await db.sql(
    `select distinct h.changed_by from ops.settings_history h where h.table_name = 'raw.load_checks' and h.row_key = 'sales:unmapped_share' and h.action = 'UPDATE'`,
  );
  assert.deepEqual(history, [{ changed_by: 'mandor_analyst' }]);
  for (const [params, code] of [
    ['{"mim_rows": 1}', 'MD101'],
    ['{"min_rows": "viele"}', '23514'],
    ['[1]', '23514'],
  ]) {
    const change = db.as('mandor_analyst', (c) =>
      c.query(`update raw.load_checks set params = $1 where kind = 'sales' and check_name = 'negative_share'`, [params]),
    );
    await assert.rejects(change, { code }, params);
  }
  // Fewer rows than the number says are not judged; with the number changed, they are.
  const returns = () => sales(db.sql, { entity: 'DDD', day: '2026-01-06', rows: soldOn('2026-01-06', 10, -1) });
  assert.equal((await returns()).status, 'accepted');
  await db.as('mandor_analyst', (c) =>
    c.query(`update raw.load_checks set params = '{"min_rows": 5}' where kind = 'sales' and check_name = 'negative_share'`),
  );
  assert.deepEqual((await returns()).failed, ['block negative_share']);
  await assert.rejects(
    db.as('mandor_analyst', (c) => c.query(`update raw.load_checks set default_threshold = 1`)),
    { code: '42501' },
  );
});

test('a deploy brings new defaults and leaves what a person set', async () => {
  await db.sql(`update raw.load_checks set threshold = 0.5 where kind = 'stock' and check_name = 'quantity_drift'`);
  const [row] = await db.sql(
    `select c.threshold::float, c.default_threshold::float as d from raw.load_checks c where c.kind = 'stock' and c.check_name = 'quantity_drift'`,
  );
  assert.deepEqual(row, { threshold: 0.5, d: 0.2 });
  const untouched = await db.sql(
    `select count(*)::int as n from raw.load_checks c where c.severity is not null and c.check_name <> 'unmapped_share'`,
  );
  assert.deepEqual(untouched, [{ n: 0 }]);
  await db.sql(`update raw.load_checks set threshold = null where check_name = 'quantity_drift'`);
});

test('sales of a weekday: the mean of four, of at least three; a day without lines when that weekday has some', async () => {
  const put = (day: string, lines: number, pairs = 1) => sales(db.sql, { entity: 'UBB', day, rows: soldOn(day, lines, pairs) });
  for (const [i, lines] of [30, 40, 50].entries()) assert.deepEqual((await put(plus('2026-02-02', 7 * i), lines)).failed, []);
  // Mean 40: 64 is 60 % above, 65 more. 16 is 60 % below, 15 less.
  assert.deepEqual(of(await put('2026-02-23', 65), 'weekday_quantity'), [false, 0.625]);
  assert.deepEqual(of(await put('2026-02-23', 64), 'weekday_quantity'), [true, 0.6]);
  assert.deepEqual(of(await put('2026-02-23', 16), 'weekday_quantity'), [true, 0.6]);
  assert.deepEqual(of(await put('2026-02-23', 40), 'weekday_quantity'), [true, 0]);
  const empty = await sales(db.sql, { entity: 'UBB', day: '2026-03-02', rows: [] });
  assert.deepEqual([empty.status, of(empty, 'rows_expected')], ['accepted', [false, 40]]);
  // Another weekday has no history: nothing to be missed.
  assert.deepEqual(of(await sales(db.sql, { entity: 'UBB', day: '2026-03-03', rows: [] }), 'rows_expected'), [true, 0]);
  // Five lines on a Wednesday are no habit.
  for (let i = 0; i < 3; i++) await put(plus('2026-02-04', 7 * i), 5);
  assert.deepEqual(of(await sales(db.sql, { entity: 'UBB', day: '2026-02-25', rows: [] }), 'rows_expected'), [true, 5]);
});

test('a history from a file is not judged as a day: old codes, and no day to compare with', async () => {
  await sales(db.sql, {
    entity: 'MBB',
    day: '2026-03-20',
    from: '2026-03-01',
    rows: Array.from({ length: 20 }, (_, i) => soldOn(plus('2026-03-01', i), 10)).flat(),
  });
  const old = Array.from({ length: 60 }, (_, i) =>
    soldOn(plus('2025-10-01', i), 10).map((row) => ({ ...row, kode_barang: `LAMA${i}` })),
  ).flat();
  const load = await sales(db.sql, { entity: 'MBB', day: '2025-11-29', from: '2025-10-01', rows: old, type: 'csv' });
  assert.deepEqual([load.status, load.failed], ['accepted', ['warn unmapped_share']]);
  // The same codes in a pull of a week are no week of ours.
  const week = await sales(db.sql, {
    entity: 'MBB',
    day: '2026-03-27',
    from: '2026-03-21',
    rows: soldOn('2026-03-22', 30).map((row) => ({ ...row, kode_barang: `BARU${row.nomor_invoice}` })),
  });
  assert.ok(week.failed.includes('block new_codes'), week.failed.join());
});
