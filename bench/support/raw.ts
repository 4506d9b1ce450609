// Raw of full size, brought in as pulls bring it: staged, checked and accepted load by load, so that core is what core would be.
import { CODES, codeOf, SIZES } from './sales.ts';
import type { BenchDatabase } from './server.ts';

/** The report's day. */
export const DAY = '2026-02-08';
const STOCK = ['DDD', 'LJBB', 'MBB', 'UBB'] as const;
const SALES = ['DDD', 'MBB', 'UBB'] as const;

export interface RawSize {
  readonly codes: number;
  /** In all companies together. */
  readonly warehouses: number;
  readonly days: number;
  readonly linesPerDay: number;
  /** The newest days are pulled day by day, each with the six before it; what is older came as one history. */
  readonly pulledDays: number;
}

/** Where a warehouse belongs. */
const own = "i % 4 = (array_position(array['DDD', 'LJBB', 'MBB', 'UBB'], $1) - 1)";

async function bring(
  db: BenchDatabase,
  load: { kind: 'stock' | 'sales'; entity: string; day: string; from: string; fill: string; values: unknown[] },
): Promise<void> {
  const client = await db.deployPool.connect();
  try {
    const { rows } = await client.query('select load_id as id, run_token as token from raw.load_begin($1, $2, $3, $3, $4, $3, $5, null)', [
      load.kind,
      load.entity,
      load.day,
      load.from,
      'api',
    ]);
    const { id, token } = rows[0];
    await client.query('begin');
    const staged = (await client.query(load.fill, [load.entity, id, ...load.values])).rowCount ?? 0;
    await client.query(`select raw.load_page($1, $2, '{"done": 0}', $3)`, [id, token, staged]);
    await client.query('commit');
    const end = (await client.query('select status, validation from raw.load_finish($1, $2, $3, $3)', [id, token, staged])).rows[0];
    if (end.status !== 'accepted') throw new Error(`load ${id} of the bench is ${end.status}: ${JSON.stringify(end.validation)}`);
  } finally {
    client.release();
  }
}

/** A snapshot of a company: every code in each of its warehouses. */
export const bringStock = (db: BenchDatabase, entity: string, day: string, size: RawSize): Promise<void> =>
  bring(db, {
    kind: 'stock',
    entity,
    day,
    from: day,
    fill: `insert into raw.staging_stock (load_id, line_no, kode_barang, nama_barang, nama_gudang, kuantitas, unit_price)
           select $2, row_number() over (), k.kode_barang, k.name, 'Gudang ' || i, 1 + (hashtext(k.kode_barang || i) & 15), 90000
             from generate_series(0, $4 - 1) i
            cross join (select k.kode_barang, k.name from portal.kodemix k order by k.kode_barang limit $3) k
            where ${own}`,
    values: [size.codes, size.warehouses],
  });

/** Sales of a company from `from` to `day`, the same lines whichever load brings them. */
const bringSales = (db: BenchDatabase, entity: string, day: string, from: string, size: RawSize): Promise<void> =>
  bring(db, {
    kind: 'sales',
    entity,
    day,
    from,
    fill: `insert into raw.staging_sales (load_id, line_no, tanggal, nama_departemen, nomor_invoice, kode_produk, nama_barang, satuan, kuantitas, harga_satuan, total_harga, nama_gudang)
           select $2, row_number() over (), d.day, 'Toko ' || n % $5, format('SI.%s.%s.%s', $1, d.day::date, n / 3), k.kode_barang, k.name, 'PSG', q.pairs, 90000, q.pairs * 90000, 'Gudang ' || w.i
             from generate_series($4::date, $3::date, interval '1 day') as d (day)
            cross join generate_series(0, $6 - 1) as n
            cross join lateral (select (hashint8(extract(epoch from d.day)::bigint / 86400 * 1000003 + n) & 65535) as h) h
            cross join lateral (select case when h.h % 50 = 0 then -1 else 1 + h.h % 2 end as pairs) q
             join (select k.kode_barang, k.name, row_number() over (order by k.kode_barang) - 1 as at from portal.kodemix k) k on k.at = (($7 * (h.h / 65536.0) ^ 2)::integer + n % 3 * 97) % $7
            cross join lateral (select n % ($5 / 4) * 4 + array_position(array['DDD', 'LJBB', 'MBB', 'UBB'], $1) - 1 as i) w`,
    values: [day, from, size.warehouses, Math.ceil(size.linesPerDay / SALES.length), size.codes],
  });

const back = (days: number): string => new Date(Date.parse(`${DAY}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** Reference data, sales and stock of a whole company. */
export async function fillRaw(db: BenchDatabase, size: RawSize): Promise<void> {
  const run = (text: string, ...values: unknown[]) => db.deployPool.query(text, values);
  await run(`select util.clock_set('2026-02-09T05:00:00+07')`);
  await run('update raw.load_checks set is_enabled = false where is_releasable');
  await run(
    `insert into portal.store (store_code, name, branch) select 'T' || i, 'Toko ' || i, 'Cabang ' || i % 12 from generate_series(0, $1 - 1) i`,
    size.warehouses,
  );
  await run(
    `insert into portal.warehouse (entity, nama_gudang, kind, store_code)
     select (array['DDD', 'LJBB', 'MBB', 'UBB'])[1 + i % 4], 'Gudang ' || i, case when i < 4 then 'WHS' when i < 8 then 'WHB' else 'STORE' end, case when i > 7 then 'T' || i end
       from generate_series(0, $1 - 1) i`,
    size.warehouses,
  );
  const codes = Array.from({ length: Math.min(size.codes, CODES) }, (_, i) => [codeOf(i), Math.floor(i / SIZES)] as const);
  await run(
    `insert into portal.kodemix (kode_barang, kode, kode_mix, name, tier, gender, status)
     select c, left(c, 5), left(c, 5), 'ARTIKEL ' || a, (array[1, 2, 3, 4, 5, 8])[1 + a % 6], (array['LADIES', 'MEN', 'BABY', 'BOYS', 'GIRLS'])[1 + a % 5], 'ACTIVE'
       from unnest($1::text[], $2::integer[]) x (c, a)`,
    codes.map(([code]) => code),
    codes.map(([, article]) => article),
  );
  for (const entity of SALES) await bringSales(db, entity, back(size.pulledDays), back(size.days - 1), size);
  for (let i = size.pulledDays - 1; i >= 0; i--) for (const entity of SALES) await bringSales(db, entity, back(i), back(i + 6), size);
  for (const entity of STOCK) await bringStock(db, entity, DAY, size);
  await db.admin.query('vacuum analyze');
  await db.admin.query('checkpoint');
}
