// The ERP's own books against core: what the sandbox holds, summed here without a line of the product's code.
import type { Control, Entity, SourceDocument } from '../../src/sandbox/index.ts';
import type { TestDatabase } from './harness.ts';

export const SELLING = ['DDD', 'MBB', 'UBB'] as const satisfies readonly Entity[];

/** "pairs amount" per "entity date number code". */
export type Sales = Map<string, string>;

// The generated company sells whole pairs for whole rupiah; a fraction here would be an error of this file.
function whole(text: string): bigint {
  const [digits = '', rest = ''] = text.split('.');
  if (!/^0*$/.test(rest)) throw new Error(`${text} is no whole number`);
  return BigInt(digits);
}

function addDocument(sums: Map<string, [bigint, bigint]>, entity: Entity, doc: SourceDocument): void {
  const sign = doc.kind === 'return' ? -1n : 1n;
  for (const line of doc.lines) {
    const key = `${entity} ${doc.date} ${doc.number} ${line.no.trim()}`;
    const [pairs, amount] = sums.get(key) ?? [0n, 0n];
    sums.set(key, [pairs + sign * whole(line.quantity) * BigInt(line.unitRatio), amount + sign * whole(line.totalPrice)]);
  }
}

/** What the books hold now for the days of a range. */
export function booksOf(control: Control, from: string, to: string, entities: readonly Entity[] = SELLING): Sales {
  const sums = new Map<string, [bigint, bigint]>();
  for (const entity of entities) {
    for (const kind of ['invoice', 'return'] as const) {
      for (const doc of control.documents(entity, kind, from, to)) addDocument(sums, entity, doc);
    }
  }
  return new Map([...sums].map(([key, [pairs, amount]]) => [key, `${pairs} ${amount}`]));
}

/** What core holds, all days. */
export async function coreOf(db: Pick<TestDatabase, 'sql'>): Promise<Sales> {
  const rows = await db.sql<{ key: string; sold: string }>(
    `select concat_ws(' ', f.entity, f.tanggal, f.nomor_invoice, f.kode_barang) as key,
            trim_scale(f.pairs_qty)::text || ' ' || trim_scale(f.total_amount)::text as sold
       from core.fact_sales f`,
  );
  return new Map(rows.map((row) => [row.key, row.sold]));
}

/** One line for each key that differs; empty when both say the same. */
export function differences(books: Sales, core: Sales): string[] {
  return [...new Set([...books.keys(), ...core.keys()])]
    .filter((key) => books.get(key) !== core.get(key))
    .map((key) => `${key}: books ${books.get(key) ?? 'nothing'}, core ${core.get(key) ?? 'nothing'}`)
    .sort();
}

/** Aggregates against a full rebuild from the facts, and facts against raw: what differs, per table. */
export async function rebuildDifferences(db: Pick<TestDatabase, 'sql'>): Promise<Record<string, number>> {
  const differing = (have: string, want: string): string =>
    `(select count(*)::int from ((${have} except all ${want}) union all (${want} except all ${have})) x)`;
  const sold = `from core.fact_sales f join core.dim_product d using (kode_barang)`;
  const [row] = await db.sql(`select
    ${differing(
      '(select a.tanggal, a.kode_mix, a.is_mapped, a.pairs_qty, a.total_amount, a.line_count::bigint, a.positive_count::bigint from core.agg_sales_daily a)',
      `(select f.tanggal, d.kode_mix, d.is_mapped, sum(f.pairs_qty), sum(f.total_amount), count(*), count(*) filter (where f.pairs_qty > 0) ${sold} group by 1, 2, 3)`,
    )} as agg_sales_daily,
    ${differing(
      '(select a.month, a.kode_mix, a.is_mapped, a.store_id, a.pairs_qty, a.total_amount, a.line_count::bigint from core.sales_monthly a)',
      `(select (to_char(f.tanggal, 'YYYY-MM') || '-01')::date, d.kode_mix, d.is_mapped, f.store_id, sum(f.pairs_qty), sum(f.total_amount), count(*) ${sold} group by 1, 2, 3, 4)`,
    )} as sales_monthly,
    ${differing(
      '(select a.week, a.kode_mix, a.is_mapped, a.pairs_qty, a.line_count::bigint from core.agg_sales_weekly a)',
      `(select f.tanggal - (extract(isodow from f.tanggal)::integer - 1), d.kode_mix, d.is_mapped, sum(f.pairs_qty), count(*) ${sold} group by 1, 2, 3)`,
    )} as agg_sales_weekly,
    ${differing(
      `(select a.entity, a.snapshot_date, a.kode_mix, a.is_mapped, a.whs_pairs, a.whs_loose_pairs, a.whb_pairs, a.whb_loose_pairs, a.store_pairs, a.store_loose_pairs
          from core.agg_stock_article a)`,
      `(select f.entity, f.snapshot_date, d.kode_mix, d.is_mapped, ${['WHS', 'WHB', 'STORE']
        .flatMap((kind) =>
          ['', ' and w.loose'].map((more) => `sum(case when w.counts and w.kind = '${kind}'${more} then f.pairs_qty else 0 end)`),
        )
        .join(', ')}
          from core.fact_stock f join core.dim_product d using (kode_barang) join core.dim_warehouse w using (warehouse_id) group by 1, 2, 3, 4)`,
    )} as agg_stock_article,
    ${differing(
      '(select a.snapshot_date, a.kode_mix, a.is_mapped, a.total_pairs from core.agg_stock_daily a)',
      `(select f.snapshot_date, d.kode_mix, d.is_mapped, sum(case when w.counts then f.pairs_qty else 0 end)
          from core.fact_stock f join core.dim_product d using (kode_barang) join core.dim_warehouse w using (warehouse_id) group by 1, 2, 3)`,
    )} as agg_stock_daily,
    ${differing(
      `(select a.month + n.day - 1, a.kode_mix, a.is_mapped from core.agg_stock_monthly a cross join generate_series(1, 31) n (day)
         where a.filled_days & (1 << (n.day - 1)) <> 0)`,
      '(select a.snapshot_date, a.kode_mix, a.is_mapped from core.agg_stock_daily a where a.total_pairs > 0)',
    )} as agg_stock_monthly,
    ${differing(
      '(select a.kode_mix, a.is_mapped, a.first_sale_on from core.dim_article a where a.first_sale_on is not null)',
      `(select d.kode_mix, d.is_mapped, min(f.tanggal) ${sold} where f.pairs_qty > 0 group by 1, 2)`,
    )} as first_sale_on,
    ${differing(
      '(select f.entity, f.tanggal, f.nomor_invoice, f.kode_barang, f.pairs_qty, f.total_amount from core.fact_sales f)',
      `(select a.entity, a.tanggal, a.nomor_invoice, btrim(a.kode_produk), sum(a.kuantitas), sum(a.total_harga) from raw.accurate_sales a
         where a.load_id = (select h.load_id from raw.load_history h
                             where h.kind = 'sales' and h.status = 'accepted' and h.entity = a.entity and a.tanggal between h.covers_from and h.covers_to
                             order by h.snapshot_date desc limit 1)
           and (a.load_id, a.load_batch_id) = (
             select n.load_id, n.load_batch_id from raw.accurate_sales n join raw.load_history h on h.load_id = n.load_id and h.status = 'accepted'
              where n.entity = a.entity and n.nomor_invoice = a.nomor_invoice order by h.snapshot_date desc, n.id desc limit 1)
         group by 1, 2, 3, 4)`,
    )} as fact_sales`);
  return row as Record<string, number>;
}

/** All tables equal their rebuild. */
export const REBUILT: Record<string, number> = {
  agg_sales_daily: 0,
  sales_monthly: 0,
  agg_sales_weekly: 0,
  agg_stock_article: 0,
  agg_stock_daily: 0,
  agg_stock_monthly: 0,
  first_sale_on: 0,
  fact_sales: 0,
};
