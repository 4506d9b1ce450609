// The Control Stock Sheet of a large retailer: how many requests a day's writing takes, and how large they are. Google takes 2 MB a
// request and 60 a minute. Takes a minute or two: at MANDOR_DEPTH > 1 only.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startInstance } from '../support/instance.ts';
import { sales, stock } from '../support/loads.ts';

const isDeep = Number(process.env.MANDOR_DEPTH ?? '1') > 1;
const DAY = '2026-02-06';
const CODES = 5464;
const SHOPS = 8;
const KINDS = ['WHS', 'WHB', ...Array.from({ length: SHOPS }, () => 'STORE')];

test('5,464 codes: each request under 2 MB, a writing within a minute’s quota, and every check is 0', {
  skip: isDeep ? false : 'MANDOR_DEPTH = 1',
}, async () => {
  const instance = await startInstance({ seed: 5, size: 'S', endDate: DAY, rate: 2000, clock: '2026-02-07T05:00:00+07:00' });
  const { db, sandbox } = instance;
  const codes = Array.from({ length: CODES }, (_, i) => `M${i}XX-36`);
  const places = KINDS.map((kind, i) => ({ kind, name: `Gudang ${i}` }));
  await db.sql(
    `insert into portal.kodemix (kode_barang, kode, kode_mix, name, tier, status)
     select c, left(c, -3), left(c, -3), 'MEN CLASSIC ' || n, 1 + n % 5, 'ACTIVE' from unnest($1::text[]) with ordinality u (c, n)`,
    codes,
  );
  await db.sql(
    `insert into portal.warehouse (entity, nama_gudang, kind) select e, x ->> 'name', x ->> 'kind'
       from jsonb_array_elements($1::jsonb) x, unnest('{DDD,LJBB,MBB,UBB}'::text[]) e`,
    JSON.stringify(places),
  );
  for (const entity of ['DDD', 'LJBB', 'MBB', 'UBB']) {
    const rows = (entity === 'DDD' ? codes : codes.slice(0, 100)).flatMap((kode_barang, i) =>
      places.map(({ name }, n) => ({
        kode_barang,
        nama_barang: 'Sandal',
        nama_gudang: name,
        kuantitas: 1 + ((i + n) % 30),
        unit_price: 1000,
      })),
    );
    const load = await stock(db.sql, { entity, day: DAY, rows });
    assert.equal(load.status, 'accepted', JSON.stringify(load.failed));
  }
  for (const entity of ['DDD', 'MBB', 'UBB']) {
    const rows = codes.map((kode_barang, i) => ({
      kode_barang,
      nama_barang: 'Sandal',
      nama_gudang: 'Gudang 2',
      kuantitas: 1 + (i % 9),
      total_harga: 1000,
      tanggal: DAY,
      nomor_invoice: `I${i}`,
    }));
    const load = await sales(db.sql, { entity, day: DAY, from: '2025-11-01', rows, type: 'csv' });
    assert.equal(load.status, 'accepted', JSON.stringify(load.failed));
  }
  await db.sql(`update ops.job_definitions set requires_review = false, requires_approval = false where key = 'report.control_stock'`);
  await instance.startWorker();
  assert.deepEqual(await instance.finish(await instance.ask(['report.control_stock'], DAY), 120_000), ['done']);
  const started = performance.now();
  await db.sql(`update ops.sheets set is_enabled = true where key = 'control_stock'`);
  const state = async () => (await db.sql(`select status, error from ops.outbox where channel = 'sheets' order by id desc limit 1`))[0];
  for (const end = Date.now() + 170_000; (await state())?.status !== 'confirmed'; await sleep(200))
    assert.ok(Date.now() < end, JSON.stringify(await state()));
  const seconds = (performance.now() - started) / 1000;
  const bodies = sandbox.google
    .requests()
    .filter((one) => one.path.endsWith(':batchUpdate'))
    .map((one) => Buffer.byteLength(one.body));
  const tabs = sandbox.google.books.all()[0]?.tabs ?? [];
  const cells = tabs.reduce((sum, tab) => sum + tab.cells.reduce((all, line) => all + line.length, 0), 0);
  const largest = Math.max(...bodies);
  const raw = tabs.find((tab) => tab.title === 'Update Stock')?.cells.length;
  console.log(
    `${CODES} codes, ${(CODES + 300) * KINDS.length} rows of stock, ${raw} in Update Stock: ${bodies.length} writes, ${(bodies.reduce((a, b) => a + b, 0) / 1e6).toFixed(1)} MB in all, largest ${(largest / 1e6).toFixed(2)} MB, ${cells} cells, ${seconds.toFixed(0)} s`,
  );
  assert.ok(largest <= 2_000_000 && bodies.length <= 60 && cells < 10_000_000);
  assert.equal((await db.sql('select outcome from ops.sheet_checks order by id desc limit 1'))[0].outcome, 'match');
});
