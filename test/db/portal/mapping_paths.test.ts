// A changed mapping moves its history in core in the same transaction, whichever way it comes: a CSV file, plain SQL of the
// analyst, a tab of a Sheet. After each change core is compared with what raw and portal say, by a plain join.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { TabCell } from '../../../src/db/load/tab.ts';
import { type Loader, lines, loader } from '../../cli/load_fixture.ts';
import { REBUILT, rebuildDifferences } from '../../support/books.ts';
import { tabLoader } from './support/tab.ts';

let on: Loader;
let tabs: Record<string, Awaited<ReturnType<typeof tabLoader>>>;

const KODEMIX = ['kode_barang', 'kode', 'kode_mix'];
const WAREHOUSE = ['entity', 'nama_gudang', 'kind', 'store_code'];
const ALIAS = ['source', 'name', 'canonical_name'];

before(async () => {
  on = await loader();
  await on.db.setClock('2026-02-09T05:00:00+07:00');
  await on.text('portal.store', lines('store_code,name', 'S1,Satu', 'S2,Dua', 'S3,Tiga'));
  await on.text('portal.kodemix', lines(KODEMIX.join(','), ...Array.from({ length: 10 }, (_, i) => `K${i},A${i},M${i % 3}`)));
  await on.text('portal.warehouse', lines(WAREHOUSE.join(','), 'DDD,Gudang A,WHS,S1', 'DDD,Gudang B,WHB,'));
  await on.text('portal.name_alias', lines(ALIAS.join(','), 'accurate,Cabang Utara,S2'));
  const sale = (i: number): string =>
    `2026-01-${String((i % 28) + 1).padStart(2, '0')},${i % 2 ? 'Cabang Utara' : 'Entah'},UMUM,INV-${i},K${i % 10},Sandal,PASANG,${1 + (i % 3)},1000,2000,${i % 3 ? 'Gudang B' : 'Gudang A'}`;
  const sales = await on.text(
    'raw.accurate_sales_ddd',
    lines(
      'tanggal,nama_departemen,nama_pelanggan,nomor_invoice,kode_produk,nama_barang,satuan,kuantitas,harga_satuan,total_harga,nama_gudang',
      ...Array.from({ length: 120 }, (_, i) => sale(i)),
    ),
    { date: '2026-01-31' },
  );
  assert.equal(sales.status, 'accepted');
  const stock = await on.text(
    'raw.accurate_stock_ddd',
    lines(
      'kode_barang,nama_barang,nama_gudang,kuantitas,unit_price',
      ...Array.from({ length: 10 }, (_, i) => [`K${i},Sandal,Gudang A,${i + 1},1`, `K${i},Sandal,Gudang B,${10 * (i + 1)},1`]).flat(),
    ),
    { date: '2026-02-08' },
  );
  assert.equal(stock.status, 'accepted');
  tabs = {
    'portal.kodemix': await tabLoader(on.db, 'kodemix', 'portal.kodemix', 'upsert'),
    'portal.warehouse': await tabLoader(on.db, 'gudang', 'portal.warehouse', 'upsert'),
    'portal.name_alias': await tabLoader(on.db, 'alias', 'portal.name_alias', 'upsert'),
  };
});

interface Picture {
  byMix: string;
  byStore: string;
  byKind: string;
}

/** Sums out of core's aggregates. */
const core = async (): Promise<Picture> =>
  (
    await on.db.sql<Picture & Record<string, unknown>>(`
      select (select string_agg(x.kode_mix || '=' || x.n, ' ' order by x.kode_mix) from (select kode_mix, trim_scale(sum(pairs_qty)) as n from core.agg_sales_daily group by 1 having sum(line_count) > 0) x) as "byMix",
             (select string_agg(x.store_code || '=' || x.n, ' ' order by x.store_code) from (select s.store_code, trim_scale(sum(m.pairs_qty)) as n from core.sales_monthly m join core.dim_store s using (store_id) group by 1 having sum(m.line_count) > 0) x) as "byStore",
             (select concat_ws(' ', trim_scale(sum(whs_pairs)), trim_scale(sum(whb_pairs)), trim_scale(sum(store_pairs)), trim_scale(sum(excluded_pairs))) from core.agg_stock_code) as "byKind"`)
  )[0]!;

/** The same sums straight from raw and portal, without core. */
const plain = async (): Promise<Picture> =>
  (
    await on.db.sql<Picture & Record<string, unknown>>(`
      with sold as (
        select r.kuantitas as n, k.kode_mix, coalesce(w.store_code, a.canonical_name, 'TANPA TOKO') as store_code
          from raw.accurate_sales r join portal.kodemix k on k.kode_barang = r.kode_produk
          join portal.warehouse w on w.entity = r.entity and w.nama_gudang = r.nama_gudang
          left join portal.name_alias a on a.source = 'accurate' and a.name = r.nama_departemen
      ), held as (
        select r.kuantitas as n, w.kind, w.in_cover from raw.accurate_stock r join portal.warehouse w on w.entity = r.entity and w.nama_gudang = r.nama_gudang
      )
      select (select string_agg(x.kode_mix || '=' || x.n, ' ' order by x.kode_mix) from (select kode_mix, trim_scale(sum(n)) as n from sold group by 1) x) as "byMix",
             (select string_agg(x.store_code || '=' || x.n, ' ' order by x.store_code) from (select store_code, trim_scale(sum(n)) as n from sold group by 1) x) as "byStore",
             (select concat_ws(' ', coalesce(trim_scale(sum(n) filter (where kind = 'WHS')), 0), coalesce(trim_scale(sum(n) filter (where kind = 'WHB')), 0),
                                    coalesce(trim_scale(sum(n) filter (where kind = 'STORE')), 0), coalesce(trim_scale(sum(n) filter (where kind = 'OTHER')), 0)) from held) as "byKind"`)
  )[0]!;

type Change = readonly [table: string, columns: readonly string[], row: readonly string[], sql: string];
type Path = (change: Change) => Promise<void>;

const PATHS: Record<string, Path> = {
  'a CSV file': async ([table, columns, row]) => {
    const outcome = await on.text(table, lines(columns.join(','), row.join(',')), { mode: 'upsert' });
    assert.deepEqual([outcome.status, outcome.changed], ['applied', 1]);
  },
  'plain SQL of the analyst': ([, , , sql]) => on.db.as('mandor_analyst', async (c) => assert.equal((await c.query(sql)).rowCount, 1)),
  'a tab of a Sheet': async ([table, columns, row]) => {
    assert.equal(await tabs[table]!.load([[...columns], [...row] as TabCell[]]), 'done');
  },
};

/** What each path changes, and where it shows. The n-th path moves to another place than the one before. */
const changes = (n: number): [name: string, shows: keyof Picture, change: Change][] => {
  const mix = ['M7', 'M8', 'M9'][n]!;
  const [kind, store, alias] = [['WHB', 'WHS', 'OTHER'][n]!, ['S2', 'S3', 'S1'][n]!, ['S3', 'S1', 'S2'][n]!];
  return [
    [
      'the article of a code',
      'byMix',
      ['portal.kodemix', KODEMIX, ['K1', 'A1', mix], `update portal.kodemix set kode_mix = '${mix}' where kode_barang = 'K1'`],
    ],
    [
      'the kind of a warehouse',
      'byKind',
      [
        'portal.warehouse',
        ['entity', 'nama_gudang', 'kind'],
        ['DDD', 'Gudang A', kind],
        `update portal.warehouse set kind = '${kind}' where nama_gudang = 'Gudang A'`,
      ],
    ],
    [
      'the store of a warehouse',
      'byStore',
      [
        'portal.warehouse',
        ['entity', 'nama_gudang', 'store_code'],
        ['DDD', 'Gudang A', store],
        `update portal.warehouse set store_code = '${store}' where nama_gudang = 'Gudang A'`,
      ],
    ],
    [
      'the store of a department',
      'byStore',
      [
        'portal.name_alias',
        ALIAS,
        ['accurate', 'Cabang Utara', alias],
        `update portal.name_alias set canonical_name = '${alias}' where name = 'Cabang Utara'`,
      ],
    ],
  ];
};

describe('moves its history', () => {
  for (const [n, [path, apply]] of Object.entries(PATHS).entries())
    for (const [name, shows, change] of changes(n))
      test(`${name}, by ${path}`, async () => {
        const was = await core();
        await apply(change);
        const now = await core();
        assert.notEqual(now[shows], was[shows], 'nothing moved');
        assert.deepEqual(now, await plain());
        assert.deepEqual(await rebuildDifferences(on.db), REBUILT);
      });
});

test('a mapping and its history are one transaction: rolled back together', async () => {
  const was = await core();
  await on.db.as('mandor_analyst', async (c) => {
    await c.query('begin');
    await c.query(`update portal.kodemix set kode_mix = 'M99'`);
    assert.equal(
      (await c.query(`select count(*)::int as n from core.agg_sales_daily where kode_mix <> 'M99' and line_count > 0`)).rows[0].n,
      0,
    );
    await c.query('rollback');
  });
  assert.deepEqual(await core(), was);
});

test('who moved what stands in the history: column by column, by every path', async () => {
  const rows = await on.db.sql(
    `select table_name, changed_by, count(*)::int as n from ops.settings_history
      where table_name in ('portal.kodemix', 'portal.warehouse', 'portal.name_alias') and action = 'UPDATE' group by 1, 2 order by 1, 2`,
  );
  assert.deepEqual(
    rows.map((r) => [r.table_name, r.changed_by, r.n]),
    [
      ['portal.kodemix', 'mandor_analyst', 1],
      ['portal.kodemix', 'mandor_deploy', 1],
      ['portal.kodemix', 'mandor_worker', 1],
      ['portal.name_alias', 'mandor_analyst', 1],
      ['portal.name_alias', 'mandor_deploy', 1],
      ['portal.name_alias', 'mandor_worker', 1],
      ['portal.warehouse', 'mandor_analyst', 2],
      ['portal.warehouse', 'mandor_deploy', 2],
      ['portal.warehouse', 'mandor_worker', 2],
    ],
  );
});
