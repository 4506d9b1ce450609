// Every table of reference data through every mode: what is new, changed, gone, refused, and what a dry run leaves alone.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Loader, lines, loader, said } from './load_fixture.ts';

let on: Loader;

interface Sample {
  /** Header; then a row for a number and the value of the cell that may change. */
  readonly header: string;
  readonly row: (i: number, value: string) => string;
  readonly values: readonly [was: string, becomes: string];
  /** A cell that the table refuses, and the name of its column. */
  readonly bad: readonly [value: string, column: string];
}

// In an order in which references are there before who refers to them.
const SAMPLES: Readonly<Record<string, Sample>> = {
  'portal.store': {
    header: 'store_code,name,capacity',
    row: (i, v) => `S${i},Toko ${i},${v}`,
    values: ['10', '11'],
    bad: ['-1', 'capacity'],
  },
  'portal.warehouse': {
    header: 'entity,nama_gudang,kind,store_code',
    row: (i, v) => `DDD,Gudang ${i},${v},S${i}`,
    values: ['WHS', 'WHB'],
    bad: ['GUDANG', 'kind'],
  },
  'portal.kodemix': {
    header: 'kode_barang,kode,kode_mix,tier',
    row: (i, v) => `K${i},A${i},M${i},${v}`,
    values: ['1', '8'],
    bad: ['6', 'tier'],
  },
  'portal.hpprsp': {
    header: 'kode;harga_beli;rsp',
    row: (i, v) => `A${i};${v};2`,
    values: ['1000,50', '1000,75'],
    bad: ['1.000,50', 'harga_beli'],
  },
  'portal.name_alias': {
    header: 'source,name,canonical_name',
    row: (i, v) => `accurate,Cabang ${i},${v}`,
    values: ['S1', 'S2'],
    bad: ['', 'canonical_name'],
  },
  'portal.article_notes': {
    header: 'kode_mix,kind,until_on',
    row: (i, v) => `M${i},musiman,${v}`,
    values: ['2026-01-01', '31/01/2026'],
    bad: ['31/02/2026', 'until_on'],
  },
  'portal.purchase_orders_manual': {
    header: 'kode_mix,tgl_po,row_no,po_1,status_po',
    row: (i, v) => `M${i},2026-01-05,1,${v},`,
    values: ['24', '36'],
    bad: ['dua', 'po_1'],
  },
  'portal.stock_capacity': {
    header: 'store_code,max_display,storage',
    row: (i, v) => `S${i},${v},5`,
    values: ['100', '101'],
    bad: ['1,5', 'max_display'],
  },
  'portal.sales_target': {
    header: 'store_code,month,amount',
    row: (i, v) => `S${i},2026-01-01,${v}`,
    values: ['5', '6'],
    bad: ['-5', 'amount'],
  },
  'portal.store_ff_fb': {
    header: 'store_code,on_date,ff_pct,fb_pct',
    row: (i, v) => `S${i},2026-01-05,${v},50`,
    values: ['80.5', '81'],
    bad: ['101', 'ff_pct'],
  },
  'portal.csv_mappings': {
    header: 'table_name,source_header,column_name',
    row: (i, v) => `portal.store,Judul ${i},${v}`,
    values: ['name', 'area'],
    bad: ['', 'column_name'],
  },
};

before(async () => {
  on = await loader();
  // What a deploy puts there would be missing from the file that replaces all.
  await on.db.sql('delete from portal.csv_mappings');
});

test('every table that can be loaded is tried here', async () => {
  const rows = await on.db.sql<{ table_name: string }>(`select table_name from portal.load_tables() where kind = 'portal' order by 1`);
  assert.deepEqual(
    rows.map((r) => r.table_name),
    Object.keys(SAMPLES).sort(),
  );
});

for (const [table, { header, row, values, bad }] of Object.entries(SAMPLES))
  test(table, async () => {
    if (table !== 'portal.store')
      await on.db.sql(`insert into portal.store (store_code, name) values ('S11', 'Toko 11') on conflict do nothing`);
    const [was, becomes] = values;
    const file = (from: number, to: number, changed?: number, value = becomes): string =>
      lines(header, ...Array.from({ length: to - from }, (_, i) => row(i + from, i + from === changed ? value : was)));
    const all = async (): Promise<string> => JSON.stringify(await on.db.sql(`select t.* from ${table} t order by t::text`));
    const counts = async (text: string, options: object): Promise<unknown[]> => {
      const o = await on.text(table, text, options);
      return [o.status, o.inserted, o.changed, o.deleted, o.unchanged];
    };

    assert.deepEqual(await counts(file(1, 11), { dryRun: true }), ['dry_run', 10, 0, 0, 0]);
    assert.deepEqual(await counts(file(1, 11), {}), ['applied', 10, 0, 0, 0]);
    const full = await all();
    assert.deepEqual(await counts(file(1, 12), {}), ['applied', 1, 0, 0, 10]);
    assert.equal((await on.text(table, file(1, 12, 3), {})).status, 'refused');
    assert.deepEqual(await counts(file(1, 12, 3), { mode: 'upsert', dryRun: true }), ['dry_run', 0, 1, 0, 10]);
    assert.deepEqual(await counts(file(3, 4, 3), { mode: 'upsert' }), ['applied', 0, 1, 0, 0]);
    assert.deepEqual(await counts(file(1, 11), { mode: 'replace' }), ['applied', 0, 1, 1, 9]);
    assert.equal(
      (await all()).replace(/"(updated_at|created_at)":"[^"]*",?/g, ''),
      full.replace(/"(updated_at|created_at)":"[^"]*",?/g, ''),
    );

    const before = await all();
    const few = await on.text(table, file(1, 8), { mode: 'replace' });
    assert.match(said(few)[0]!, /lacks 3 of the 10 rows .* \(30\.0 %\)/);
    const wrong = await on.text(table, file(1, 11, 5, bad[0]), { mode: 'upsert' });
    assert.equal(wrong.status, 'refused');
    const column = header.split(/[,;]/).indexOf(bad[1]) + 1;
    // A comma in the cell makes one cell more: then it is the line that is wrong.
    const place =
      bad[0].includes(',') && !header.includes(';') ? /^line 6: has 4 cells/ : new RegExp(`^line 6, column ${column} \\(${bad[1]}\\)`);
    assert.match(said(wrong)[0]!, place);
    assert.equal(await all(), before);
  });
