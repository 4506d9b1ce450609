// The rollups that Control Stock reads, after random changes by the functions that make them: always what a full rebuild gives.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Random, stream } from '../../../src/sandbox/random.ts';
import { REBUILT, rebuildDifferences } from '../../support/books.ts';
import { testDatabase } from '../../support/harness.ts';

const STEPS = 120 * Number(process.env.MANDOR_DEPTH ?? 1);
const CODES = 12;
const ENTITIES = ['DDD', 'LJBB', 'MBB', 'UBB'] as const;
const code = (n: number): string => `A${n}-38`;
// Days around ends of weeks, months and years: 2025-12-25 … 2026-01-13.
const day = (r: Random): string => new Date(Date.UTC(2025, 11, 25 + r.below(20))).toISOString().slice(0, 10);

const db = await testDatabase();
await db.setClock('2026-02-09T05:00:00+07:00');
await db.sql(
  `insert into portal.kodemix (kode_barang, kode, kode_mix) select format('A%s-38', n), format('A%s', n), format('MIX %s', n % 4) from generate_series(0, $1::integer - 3) n`,
  CODES,
);
await db.sql(`select core.warehouses_ensure(e, '{Gudang A,Gudang B,Gudang C}') from unnest($1::text[]) e`, ENTITIES);

/** Lines of sales as a load leaves them: facts change, the aggregates move by the differences. */
async function sell(r: Random): Promise<void> {
  const rows = Array.from({ length: 1 + r.below(6) }, () => ({
    day: day(r),
    invoice: `SI.${r.below(8)}`,
    code: code(r.below(CODES)),
    pairs: r.below(9) === 0 ? null : r.below(7) - 2,
  }));
  const client = await db.deployPool.connect();
  try {
    await client.query('begin');
    await client.query(`select core.products_sync($1, $1)`, [rows.map((row) => row.code)]);
    await client.query(
      `create temp table sales_diff (tanggal date, kode_barang text, store_id integer, pairs_qty numeric, total_amount numeric, line_count integer, positive_count integer) on commit drop`,
    );
    const wanted = [...new Map(rows.map((row) => [`${row.day} ${row.invoice} ${row.code}`, row])).values()];
    await client.query(
      `with wanted as (select * from jsonb_to_recordset($1::jsonb) as w (day date, invoice text, code text, pairs numeric)),
       old as materialized (select f.* from core.fact_sales f join wanted w on f.entity = 'DDD' and f.tanggal = w.day and f.nomor_invoice = w.invoice and f.kode_barang = w.code),
       gone as (delete from core.fact_sales f using old o where (f.entity, f.tanggal, f.nomor_invoice, f.kode_barang) = (o.entity, o.tanggal, o.nomor_invoice, o.kode_barang))
       insert into pg_temp.sales_diff
       select x.day, x.code, 0, sum(x.sign * x.pairs), 0, sum(x.sign), sum(x.sign) filter (where x.pairs > 0)
         from (select 1 as sign, w.day, w.code, w.pairs from wanted w where w.pairs is not null
               union all select -1, o.tanggal, o.kode_barang, o.pairs_qty from old o) x
        group by 1, 2`,
      [JSON.stringify(wanted)],
    );
    await client.query(
      `insert into core.fact_sales (entity, tanggal, nomor_invoice, kode_barang, store_id, pairs_qty, total_amount)
       select 'DDD', w.day, w.invoice, w.code, 0, w.pairs, 0 from jsonb_to_recordset($1::jsonb) as w (day date, invoice text, code text, pairs numeric) where w.pairs is not null`,
      [JSON.stringify(wanted)],
    );
    await client.query('select core.sales_shift()');
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** A snapshot that replaces the one of its day, as core.stock_apply does. */
async function count(r: Random): Promise<void> {
  const entity = ENTITIES[r.below(4)] as string;
  const date = day(r);
  const lines = Array.from({ length: r.below(15) }, () => ({ code: code(r.below(CODES)), place: 1 + r.below(3), pairs: r.below(9) - 2 }));
  await db.sql(`select core.products_sync($1, $1)`, [...new Set(lines.map((line) => line.code))]);
  await db.sql(
    `with gone as (delete from core.fact_stock f where f.entity = $1 and f.snapshot_date = $2)
     select 1`,
    entity,
    date,
  );
  await db.sql(
    `insert into core.fact_stock (entity, snapshot_date, kode_barang, warehouse_id, pairs_qty)
     select $1, $2, l.code, w.warehouse_id, sum(l.pairs) from jsonb_to_recordset($3::jsonb) as l (code text, place integer, pairs numeric)
       join lateral (select d.warehouse_id from core.dim_warehouse d where d.entity = $1 order by d.warehouse_id offset l.place - 1 limit 1) w on true
      group by 3, 4`,
    entity,
    date,
    JSON.stringify(lines),
  );
  await db.sql('select core.stock_aggregate($1, array[$2::date])', entity, date);
}

const STEP: Record<string, (r: Random) => Promise<unknown>> = {
  sell,
  count,
  /** A code moves to another article, in or out of the mapping. */
  move: (r) =>
    r.below(3) === 0
      ? db.sql('delete from portal.kodemix where kode_barang = $1', code(r.below(CODES)))
      : db.sql(
          `insert into portal.kodemix (kode_barang, kode, kode_mix) values ($1, $1, 'MIX ' || $2::text)
           on conflict (kode_barang) do update set kode_mix = excluded.kode_mix`,
          code(r.below(CODES)),
          r.below(4),
        ),
  /** A warehouse becomes another kind, loose or not, in cover or not: its whole history moves. */
  turn: (r) =>
    db.sql(
      `insert into portal.warehouse (entity, nama_gudang, kind, loose, in_cover) values ($1, $2, $3, $4, $5)
       on conflict (entity, nama_gudang) do update set kind = excluded.kind, loose = excluded.loose, in_cover = excluded.in_cover`,
      ENTITIES[r.below(4)],
      `Gudang ${'ABC'[r.below(3)]}`,
      ['WHS', 'WHB', 'STORE', 'OTHER'][r.below(4)],
      r.below(2) === 0,
      r.below(4) > 0,
    ),
};

/** The facts are made by hand here, so raw knows nothing of them. */
const { fact_sales: _raw, ...WANTED } = REBUILT;

test(`${STEPS} random changes: after each of them every rollup is what its facts say`, async (t) => {
  const names = ['sell', 'sell', 'sell', 'count', 'count', 'count', 'move', 'turn'];
  const done: Record<string, number> = {};
  const r = stream(20260209);
  for (let n = 1; n <= STEPS; n++) {
    const name = names[r.below(names.length)] as string;
    await STEP[name]?.(r);
    done[name] = (done[name] ?? 0) + 1;
    const { fact_sales: _facts, ...seen } = await rebuildDifferences(db);
    assert.deepEqual(seen, WANTED, `after step ${n}, ${name}`);
  }
  const [rows] = await db.sql(
    `select (select count(*)::int from core.agg_sales_weekly) as weeks, (select count(*)::int from core.agg_stock_monthly) as months,
            (select count(*)::int from core.agg_stock_article) as articles`,
  );
  t.diagnostic(`${JSON.stringify(done)}, 0 differences; rows at the end: ${JSON.stringify(rows)}`);
  assert.ok(rows.weeks > 5 && rows.months > 5 && rows.articles > 20);
});

test('a whole week, month or article that goes leaves no row of 0 lines behind', async () => {
  await db.sql(`delete from core.fact_sales`);
  await db.sql(`delete from core.agg_sales_daily`);
  assert.equal((await db.sql('select 1 from core.agg_sales_weekly')).length, 0);
  await db.sql(`delete from core.agg_stock_daily`);
  assert.equal((await db.sql('select 1 from core.agg_stock_monthly where filled_days <> 0')).length, 0);
  // Plain updates are nobody's way, but they must not lie.
  await db.sql(
    `insert into core.agg_stock_daily (snapshot_date, kode_mix, is_mapped, total_pairs) values ('2026-01-31', 'MIX 1', true, 4)`,
  );
  await db.sql(`update core.agg_stock_daily set snapshot_date = '2026-02-01'`);
  const set = () =>
    db.sql(`select month::text, filled_days from core.agg_stock_monthly where kode_mix = 'MIX 1' and is_mapped and filled_days <> 0`);
  assert.deepEqual(await set(), [{ month: '2026-02-01', filled_days: 1 }]);
  await db.sql(`update core.agg_stock_daily set total_pairs = 0`);
  assert.deepEqual(await set(), []);
});
