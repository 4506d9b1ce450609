// What the tests of a person's decision about a load share.
import { type TestDatabase, testDatabase } from '../../../support/harness.ts';
import { plus, type SalesRow, type StockRow } from '../../../support/loads.ts';

export const DAY = '2026-02-08';
export const stockOf = (n: number, pairs: (i: number) => number, more: StockRow[] = []): StockRow[] => [
  ...Array.from({ length: n }, (_, i) => ({
    kode_barang: `K${i + 1}`,
    nama_gudang: `Gudang ${i % 3}`,
    kuantitas: pairs(i),
    unit_price: 100,
  })),
  ...more,
];
export const salesOf = (from: string, days: number, pairs: number, more: SalesRow[] = []): SalesRow[] => [
  ...Array.from({ length: days * 5 }, (_, i) => ({
    tanggal: plus(from, Math.floor(i / 5)),
    nomor_invoice: `SI.${plus(from, Math.floor(i / 5))}.${i % 3}`,
    kode_barang: `K${(i % 7) + 1}`,
    nama_gudang: 'Gudang 1',
    kuantitas: i % 5 === 4 ? -1 : pairs,
    total_harga: 100 * pairs,
  })),
  ...more,
];
/** A database in which only the share of unknown codes can hold a load back. */
export async function openDesk() {
  const db: TestDatabase = await testDatabase();
  await db.setClock('2026-02-09T05:00:00+07:00');
  await db.sql(
    `insert into portal.kodemix (kode_barang, kode, kode_mix, tier, status) select 'K' || i, 'A' || i % 9, 'M' || i % 5, 1, 'ACTIVE' from generate_series(1, 100) i`,
  );
  // Here the numbers are made up; whether they are plausible is asked elsewhere.
  await db.sql(`update raw.load_checks set is_enabled = false where is_releasable and check_name <> 'unmapped_share'`);

  const reject = (id: string, note: string | null = 'salah') =>
    db.sql('select raw.load_reject($1, $2) as outcome', id, note).then(([r]) => r.outcome);
  const release = (id: string, note: string | null = 'benar') =>
    db.sql('select raw.load_release($1, $2) as outcome', id, note).then(([r]) => r.outcome);
  const statusOf = async (...ids: string[]): Promise<string[]> =>
    (await db.sql('select h.status from raw.load_history h where h.load_id = any ($1) order by h.load_id', ids)).map((r) => r.status);
  const kept = async (): Promise<number> =>
    (await db.sql('select ((select count(*) from raw.superseded_stock) + (select count(*) from raw.superseded_sales))::int as n'))[0].n;
  return { db, reject, release, statusOf, kept };
}
