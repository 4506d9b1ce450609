// Which shop a sale belongs to, what counts for the cover, and what is said of a name that nobody mapped.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../support/harness.ts';

const DAY = '2026-02-08';
let db: TestDatabase;

interface Line {
  readonly gudang: string | null;
  readonly departemen?: string;
  readonly kode?: string;
  readonly kuantitas: number;
  readonly nomor?: string;
}

/** Loads rows by the way of every load; the checks that failed, by name and severity. */
async function load(kind: 'stock' | 'sales', entity: string, day: string, rows: readonly Line[]): Promise<string[]> {
  const [begun] = await db.sql(`select * from raw.load_begin($1, $2, $3, $3, $3, $3, 'csv')`, kind, entity, day);
  await db.sql(`select raw.load_page($1, $2, '{}', $3)`, begun.load_id, begun.run_token, rows.length);
  for (const [i, row] of rows.entries()) {
    if (kind === 'stock')
      await db.sql(
        `insert into raw.staging_stock (load_id, line_no, kode_barang, nama_barang, nama_gudang, kuantitas) values ($1, $2, $3, 'SANDAL', $4, $5)`,
        begun.load_id,
        i + 1,
        row.kode ?? 'K1',
        row.gudang,
        row.kuantitas,
      );
    else
      await db.sql(
        `insert into raw.staging_sales (load_id, line_no, tanggal, nama_departemen, nomor_invoice, kode_produk, kuantitas, total_harga, nama_gudang)
         values ($1, $2, $3, $4, $5, 'K1', $6::numeric, $6::numeric * 1000, $7)`,
        begun.load_id,
        i + 1,
        day,
        row.departemen ?? null,
        row.nomor ?? `SI.${i + 1}`,
        row.kuantitas,
        row.gudang,
      );
  }
  const [end] = await db.sql('select * from raw.load_finish($1, $2, $3, $3)', begun.load_id, begun.run_token, rows.length);
  assert.equal(end.status, 'accepted', JSON.stringify(end.validation));
  return (end.validation as { check: string; severity: string; passed: boolean; message: string }[])
    .filter((check) => !check.passed && check.check.endsWith('warehouse'))
    .map((check) => `${check.severity}: ${check.message}`);
}

const shopOf = async (nomor: string): Promise<string> =>
  (
    await db.sql(
      'select s.store_code as shop from core.fact_sales f join core.dim_store s using (store_id) where f.nomor_invoice = $1',
      nomor,
    )
  )[0]?.shop;
const covered = async (): Promise<number> =>
  (await db.sql(`select total_pairs::int as pairs from mart.v_control_stock where kode_mix = 'ART'`))[0]?.pairs;

before(async () => {
  db = await testDatabase();
  await db.setClock('2026-02-09T06:00:00+07:00');
  await db.sql(
    `insert into portal.kodemix (kode_barang, kode, kode_mix, name, tier, status) values ('K1', 'ART', 'ART', 'SANDAL', 1, 'ACTIVE')`,
  );
  await db.sql(`insert into portal.store (store_code, name) values ('KUTA', 'Toko Kuta'), ('UBUD', 'Toko Ubud')`);
  await db.sql(
    `insert into portal.warehouse (entity, nama_gudang, kind, store_code, in_cover, note) values
       ('DDD', 'Gudang Kuta', 'STORE', 'KUTA', true, null), ('DDD', 'Gudang Pusat', 'WHS', null, true, null),
       ('DDD', 'Contoh', 'OTHER', null, true, 'barang contoh'), ('DDD', 'Titipan', 'STORE', 'UBUD', false, null)`,
  );
  await db.sql(
    `insert into portal.name_alias (source, name, canonical_name) values ('accurate', 'Dept Ubud', 'UBUD'), ('iseller', 'Dept Lain', 'UBUD')`,
  );
  // Nothing was sold the day before: without a day of all three entities there is no window of sales.
  for (const entity of ['DDD', 'MBB', 'UBB']) await load('sales', entity, '2026-02-07', []);
});

test('a name that nobody mapped counts as a shop’s, is warned about at the stock load, and is listed', async () => {
  const warned = await load('stock', 'DDD', DAY, [
    { gudang: 'Gudang Pusat', kuantitas: 10 },
    { gudang: 'Gudang Baru', kuantitas: 7 },
    { gudang: 'Contoh', kuantitas: 100 },
    { gudang: 'Titipan', kuantitas: 30 },
  ]);
  assert.deepEqual(warned, ['warn: 1 gudang belum dikenal: Gudang Baru']);
  assert.equal(await covered(), 17);
  assert.deepEqual(
    await db.sql('select entity, nama_gudang, counts_as, snapshot_date, codes, pairs::int, last_sale_on from mart.v_unmapped_warehouses'),
    [{ entity: 'DDD', nama_gudang: 'Gudang Baru', counts_as: 'STORE', snapshot_date: DAY, codes: 1, pairs: 7, last_sale_on: null }],
  );
});

test('only rows of kind OTHER or in_cover = false leave the cover, and the view says why', async () => {
  assert.deepEqual(
    await db.as(
      'mandor_analyst',
      async (c) => (await c.query('select nama_gudang, kind, reason, note, codes, pairs::int from mart.v_excluded_stock')).rows,
    ),
    [
      { nama_gudang: 'Contoh', kind: 'OTHER', reason: 'jenis OTHER', note: 'barang contoh', codes: 1, pairs: 100 },
      { nama_gudang: 'Titipan', kind: 'STORE', reason: 'ditandai tidak dihitung', note: null, codes: 1, pairs: 30 },
    ],
  );
  await db.sql(`update portal.warehouse set in_cover = false where nama_gudang = 'Contoh'`);
  await db.sql(`update portal.warehouse set in_cover = true where nama_gudang = 'Titipan'`);
  assert.equal(await covered(), 47);
  assert.deepEqual(await db.sql('select nama_gudang, reason from mart.v_excluded_stock'), [
    { nama_gudang: 'Contoh', reason: 'jenis OTHER, dan ditandai tidak dihitung' },
  ]);
});

test('a sale belongs to the warehouse’s shop, else to the department’s by its alias, else to TANPA TOKO', async () => {
  const noted = await load('sales', 'DDD', DAY, [
    { nomor: 'A', gudang: ' gudang KUTA ', departemen: 'Dept Ubud', kuantitas: 1 },
    { nomor: 'B', gudang: 'Gudang Pusat', departemen: ' dept ubud', kuantitas: 1 },
    { nomor: 'C', gudang: null, departemen: 'Dept Ubud', kuantitas: 1 },
    { nomor: 'D', gudang: 'Gudang Baru', departemen: 'Dept Ubud', kuantitas: 2 },
    { nomor: 'E', gudang: 'Gudang Pusat', departemen: 'Dept Lain', kuantitas: 1 },
    { nomor: 'F', gudang: null, kuantitas: 1 },
    { nomor: 'G', gudang: 'Gudang Kuta', departemen: 'Dept Ubud', kuantitas: -1 },
  ]);
  assert.deepEqual(noted, ['note: 1 gudang belum dikenal: Gudang Baru'], 'sales: noted only');
  const shops = Object.fromEntries(
    await Promise.all(['A', 'B', 'C', 'D', 'E', 'F', 'G'].map(async (nomor) => [nomor, await shopOf(nomor)])),
  );
  assert.deepEqual(shops, { A: 'KUTA', B: 'UBUD', C: 'UBUD', D: 'UBUD', E: 'TANPA TOKO', F: 'TANPA TOKO', G: 'KUTA' });
  assert.equal((await db.sql('select last_sale_on as day from mart.v_unmapped_warehouses'))[0].day, DAY);
});

test('mapping the name takes it off the list and moves its sales and stock', async () => {
  await db.sql(`insert into portal.warehouse (entity, nama_gudang, kind, store_code) values ('DDD', 'GUDANG BARU', 'OTHER', 'KUTA')`);
  assert.deepEqual(await db.sql('select * from mart.v_unmapped_warehouses'), []);
  assert.equal(await shopOf('D'), 'KUTA');
  assert.equal(await covered(), 40);
  await db.sql(`delete from portal.warehouse where nama_gudang = 'GUDANG BARU'`);
  assert.equal((await db.sql('select * from mart.v_unmapped_warehouses')).length, 1);
  assert.deepEqual([await shopOf('D'), await covered()], ['UBUD', 47]);
});
