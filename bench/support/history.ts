// Years of a company, written set-wise: facts first, then the aggregates worked out from the facts exactly as core keeps
// them. Loading as many days one by one would take hours and end in the same rows.
import { CODES, loadSalesReference } from './sales.ts';
import type { BenchDatabase } from './server.ts';

/** The newest day; days are counted back from it. */
const LAST = '2026-02-08';
/** Stock per code is kept for one day in ten: 4 × 5,464 rows a day are otherwise most of the time that the bench takes. */
const CODE_DAYS = 10;

/** Reference data and dimensions. */
export async function loadCompany(db: BenchDatabase): Promise<void> {
  await db.deployPool.query(`select util.clock_set('2026-02-09T05:00:00+07')`);
  await loadSalesReference(db.deployPool);
  await db.deployPool.query(
    `insert into portal.purchase_orders_manual (kode_mix, tgl_po, po_1)
     select distinct k.kode_mix, date '${LAST}' - 20, 1200 from portal.kodemix k where k.tier in (1, 2)`,
  );
  // Triggers of portal have made products, articles and warehouses; the warehouses of core come with the first load.
  await db.deployPool.query(
    `select core.warehouses_ensure(e, array(select w.nama_gudang from portal.warehouse w where w.entity = e))
       from unnest(array['DDD', 'LJBB', 'MBB', 'UBB']) e`,
  );
}

/** Adds the days `from` … `to` before the newest one. */
export async function addHistory(db: BenchDatabase, options: { from: number; to: number; linesPerDay: number }): Promise<void> {
  const { from, to, linesPerDay } = options;
  const client = await db.admin.connect();
  const step = (text: string): Promise<unknown> => client.query(text);
  const days = `generate_series(${from}, ${to - 1}) as g (back) cross join lateral (select date '${LAST}' - g.back as day) d`;
  const range = `between date '${LAST}' - ${to - 1} and date '${LAST}' - ${from}`;
  try {
    await step('begin');
    // Every row refers to dimensions made above; asking for each of five million would only warm the disk.
    await step('set local session_replication_role = replica');
    await step(`set local work_mem = '256MB'`);
    await step('set local synchronous_commit = off');
    await step(
      `insert into raw.load_history (source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to, status, finished_at, rows_loaded, source_row_count, validation)
       select 'accurate', k.kind, 'api', k.entity, d.day, d.day, d.day - case k.kind when 'sales' then 6 else 0 end, d.day, 'accepted', now(), 5000, 5000,
              (select jsonb_agg(jsonb_build_object('check', c.check_name, 'severity', coalesce(c.severity, c.default_severity), 'passed', true, 'measured', 0, 'message', c.description)) from raw.load_checks c where c.kind = k.kind)
         from ${days}
        cross join (values ('stock', 'DDD'), ('stock', 'LJBB'), ('stock', 'MBB'), ('stock', 'UBB'), ('sales', 'DDD'), ('sales', 'MBB'), ('sales', 'UBB')) k (kind, entity)`,
    );
    await step(
      `insert into core.sales_days (entity, tanggal, load_id, snapshot_date)
       select h.entity, h.business_date, h.load_id, h.snapshot_date from raw.load_history h where h.kind = 'sales' and h.business_date ${range}`,
    );
    await step(
      `insert into core.stock_days (snapshot_date, entity, load_id)
       select h.snapshot_date, h.entity, h.load_id from raw.load_history h where h.kind = 'stock' and h.business_date ${range}`,
    );
    await step(
      `create temp table product on commit drop as
       select row_number() over (order by p.kode_barang) - 1 as i, p.kode_barang, p.kode_mix, p.is_mapped from core.dim_product p`,
    );
    await step('create unique index on product (i)');
    // Three of four lines are of few articles (the square), one in 50 is a return. An article in ten began in the last months.
    await step(
      `insert into core.fact_sales (entity, tanggal, nomor_invoice, kode_barang, warehouse_id, store_id, pairs_qty, total_amount)
       select (array['DDD', 'DDD', 'MBB', 'UBB'])[1 + l.n % 4], d.day, format('SI.%s.%s', d.day, lpad((l.n / 3)::text, 6, '0')), p.kode_barang,
              1 + l.n % 40, 1 + l.n % 40, r.pairs, r.pairs * 150000
         from ${days}
        cross join generate_series(0, ${linesPerDay - 1}) as l (n)
        cross join lateral (select hashint8(g.back * 1000003::bigint + l.n) & 65535 as a, hashint8(g.back * 7919::bigint - l.n) & 255 as b) h
        cross join lateral (select case when h.b < 5 then -1 when h.b < 70 then 2 else 1 end as pairs) r
         join product p on p.i = ((${CODES} * (h.a / 65536.0) ^ 2)::integer + l.n % 3) % ${CODES}
        where p.i % 60 > 5 or g.back < 40 + p.i % 90
       on conflict do nothing`,
    );
    await step(
      `insert into core.agg_sales_daily (tanggal, kode_mix, is_mapped, pairs_qty, total_amount, line_count, positive_count)
       select f.tanggal, p.kode_mix, p.is_mapped, sum(f.pairs_qty), sum(f.total_amount), count(*), count(*) filter (where f.pairs_qty > 0)
         from core.fact_sales f join product p on p.kode_barang = f.kode_barang
        where f.tanggal ${range} group by 1, 2, 3`,
    );
    await step(
      `insert into core.agg_stock_code (entity, snapshot_date, kode_barang, whs_pairs, whs_loose_pairs, whb_pairs, whb_loose_pairs, store_pairs, store_loose_pairs, excluded_pairs)
       select e.entity, d.day, p.kode_barang, h.a % 30, 0, h.a % 7 * 12, 0, h.a % 90 - 2, h.a % 5, h.a % 3
         from ${days}
        cross join unnest(array['DDD', 'LJBB', 'MBB', 'UBB']) as e (entity)
        cross join product p
        cross join lateral (select hashtext(e.entity || p.kode_barang || g.back / 7) & 4095 as a) h
        where g.back % ${CODE_DAYS} = 0
        order by d.day, e.entity, p.kode_barang`,
    );
    await step(
      `insert into core.agg_stock_daily (snapshot_date, kode_mix, is_mapped, total_pairs)
       select d.day, a.kode_mix, a.is_mapped, greatest(hashtext(a.kode_mix || g.back / 3) & 4095, 200) - 200
         from ${days} cross join core.dim_article a`,
    );
    await step(
      `insert into core.agg_stock_daily (snapshot_date, kode_mix, is_mapped, total_pairs)
       select s.snapshot_date, p.kode_mix, p.is_mapped, sum(s.total_pairs)
         from core.agg_stock_code s join product p on p.kode_barang = s.kode_barang
        where s.snapshot_date ${range} group by 1, 2, 3
       on conflict (snapshot_date, kode_mix, is_mapped) do update set total_pairs = excluded.total_pairs`,
    );
    // What triggers keep up elsewhere; here they are off. A week or a month may have begun in the part before.
    await step(
      `insert into core.agg_sales_weekly as a (week, kode_mix, is_mapped, pairs_qty, line_count)
       select date_trunc('week', d.tanggal::timestamp)::date, d.kode_mix, d.is_mapped, sum(d.pairs_qty), sum(d.line_count)
         from core.agg_sales_daily d where d.tanggal ${range} group by 1, 2, 3 order by 1, 2, 3
       on conflict (week, kode_mix, is_mapped) do update
          set pairs_qty = a.pairs_qty + excluded.pairs_qty, line_count = a.line_count + excluded.line_count`,
    );
    await step(
      `insert into core.agg_stock_article (entity, snapshot_date, kode_mix, is_mapped, whs_pairs, whs_loose_pairs, whb_pairs, whb_loose_pairs, store_pairs, store_loose_pairs)
       select s.entity, s.snapshot_date, p.kode_mix, p.is_mapped, sum(s.whs_pairs), sum(s.whs_loose_pairs), sum(s.whb_pairs), sum(s.whb_loose_pairs),
              sum(s.store_pairs), sum(s.store_loose_pairs)
         from core.agg_stock_code s join product p on p.kode_barang = s.kode_barang
        where s.snapshot_date ${range} group by 1, 2, 3, 4 order by 2, 1, 3, 4`,
    );
    await step(
      `insert into core.agg_stock_monthly as a (month, kode_mix, is_mapped, filled_days)
       select date_trunc('month', s.snapshot_date::timestamp)::date, s.kode_mix, s.is_mapped, bit_or(1 << (extract(day from s.snapshot_date)::integer - 1))
         from core.agg_stock_daily s where s.snapshot_date ${range} and s.total_pairs > 0 group by 1, 2, 3 order by 1, 2, 3
       on conflict (month, kode_mix, is_mapped) do update set filled_days = a.filled_days | excluded.filled_days`,
    );
    await step(
      `update core.dim_article a set first_sale_on = s.first_on
         from (select x.kode_mix, x.is_mapped, min(x.tanggal) as first_on from core.agg_sales_daily x where x.positive_count > 0 group by 1, 2) s
        where a.kode_mix = s.kode_mix and a.is_mapped = s.is_mapped`,
    );
    await step('commit');
    // What autovacuum would have done in the night.
    await step(
      'vacuum analyze core.fact_sales, core.agg_sales_daily, core.agg_stock_daily, core.agg_stock_code, core.agg_sales_weekly, core.agg_stock_article, core.agg_stock_monthly, core.sales_days, core.stock_days, core.dim_article, core.dim_product, raw.load_history',
    );
    await step('checkpoint');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
