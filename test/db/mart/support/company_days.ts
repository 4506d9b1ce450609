// Days of the same weekday, with sales of three entities and stock of four, put straight into core: what a figure is compared with.
import type { TestDatabase } from '../../../support/harness.ts';
import { plus } from '../../../support/loads.ts';

export interface CompanyDay {
  /** Rupiah sold in the shop. */
  readonly shop: number;
  /** Rupiah sold from no shop; none: 0. */
  readonly other?: number;
  readonly returned?: number;
  readonly stock?: number;
  /** Entities whose sales of the day are there; none: all three. */
  readonly entities?: readonly string[];
}

/** One shop with one article, once a file. */
export async function openShop(db: TestDatabase): Promise<void> {
  await db.sql(`insert into core.dim_store (store_id, store_code, name, branch) values (1, 'S1', 'Toko S1', 'BALI')`);
  await db.sql(`insert into core.dim_product (kode_barang, kode_mix, is_mapped) values ('A-1', 'MA', true)`);
}

/** The day itself and the days of its weekday before it: `days[0]` is `on`, `days[1]` a week earlier. NULL: nothing was loaded. */
export async function fillDays(db: TestDatabase, on: string, days: readonly (CompanyDay | null)[]): Promise<void> {
  for (const table of ['core.fact_sales', 'core.sales_days', 'core.agg_stock_daily', 'core.stock_days', 'raw.load_history'])
    await db.sql(`delete from ${table}`);
  for (const [i, day] of days.entries()) {
    if (day === null) continue;
    const date = plus(on, -7 * i);
    const load = `insert into raw.load_history (source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to, status, finished_at)
      select 'accurate', $2, 'csv', e, $1, $1, $1, $1, 'accepted', util.now() from unnest($3::text[]) e returning entity, load_id`;
    await db.sql(
      `with l as (${load}) insert into core.sales_days select entity, $1, load_id, $1 from l`,
      date,
      'sales',
      day.entities ?? ['DDD', 'MBB', 'UBB'],
    );
    await db.sql(`with l as (${load}) insert into core.stock_days select $1, entity, load_id from l`, date, 'stock', [
      'DDD',
      'LJBB',
      'MBB',
      'UBB',
    ]);
    await db.sql(
      `insert into core.agg_stock_daily (snapshot_date, kode_mix, is_mapped, total_pairs) values ($1, 'MA', true, $2)`,
      date,
      day.stock ?? 100,
    );
    const sale = (invoice: string, store: number, pairs: number, amount: number) =>
      db.sql(
        `insert into core.fact_sales (entity, tanggal, nomor_invoice, kode_barang, store_id, pairs_qty, total_amount) values ('DDD', $1, $2, 'A-1', $3, $4, $5)`,
        date,
        invoice,
        store,
        pairs,
        amount,
      );
    await sale('INV', 1, 10, day.shop);
    if (day.other !== undefined) await sale('GROSIR', 0, 1, day.other);
    if (day.returned !== undefined) await sale('RETUR', 1, -1, -day.returned);
  }
}
