// portal.sheet_sources: a tab is a row, its job is a row; what is mistyped is refused at once; cells and complaints.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadColumn } from '../../../src/db/load/header.ts';
import { readTab, type TabCell } from '../../../src/db/load/tab.ts';
import { testDatabase } from '../../support/harness.ts';
import { codeOf } from '../ops/support/race.ts';

const db = await testDatabase();

const add = (values: Record<string, unknown>) =>
  db.as('mandor_analyst', (c) => {
    const row = { key: 'toko', title: 'Daftar toko', spreadsheet_id: 'BOOK1', tab: 'Toko', table_name: 'portal.store', ...values };
    return codeOf(
      c.query(
        `insert into portal.sheet_sources (${Object.keys(row).join(', ')}) values (${Object.keys(row)
          .map((_, i) => `$${i + 1}`)
          .join(', ')})`,
        Object.values(row),
      ),
    );
  });

test('an analyst adds a tab, and its job is there; off and on, title, deletion follow', async () => {
  assert.equal(await add({ table_name: ' Portal.STORE ' }), undefined);
  const job = async () =>
    (
      await db.sql(
        `select title, is_enabled, cron, task_identifier, payload ->> 'sheet' as sheet from ops.job_definitions where key = 'sheet.toko'`,
      )
    )[0];
  assert.deepEqual(await job(), {
    title: 'Sheet: Daftar toko',
    is_enabled: true,
    cron: '30 0 * * *',
    task_identifier: 'google/load_sheet',
    sheet: 'toko',
  });
  await db.as('mandor_analyst', async (c) => {
    await c.query(`update ops.job_definitions set is_enabled = false, cron = '15 * * * *' where key = 'sheet.toko'`);
    await c.query(`update portal.sheet_sources set title = 'Toko' where key = 'toko'`);
  });
  assert.deepEqual([(await job())?.title, (await job())?.is_enabled, (await job())?.cron], ['Sheet: Toko', false, '15 * * * *']);
  await db.sql(`update portal.sheet_sources set is_enabled = false where key = 'toko'`);
  await db.sql(`update portal.sheet_sources set is_enabled = true where key = 'toko'`);
  assert.equal((await job())?.is_enabled, true);
  await db.as('mandor_analyst', (c) => c.query(`delete from portal.sheet_sources where key = 'toko'`));
  assert.equal((await job())?.is_enabled, false);
  const history = await db.sql(`select action, changed_by from ops.settings_history where table_name = 'portal.sheet_sources' order by id`);
  assert.deepEqual(
    history.map((h) => h.action),
    ['INSERT', 'UPDATE', 'UPDATE', 'UPDATE', 'DELETE'],
  );
  assert.equal(history[0]?.changed_by, 'mandor_analyst');
});

test('what leads nowhere is refused with its code', async () => {
  const cases: [Record<string, unknown>, string][] = [
    [{ table_name: 'portal.nothing' }, 'MD401'],
    [{ table_name: 'raw.accurate_stock_ddd' }, 'MD101'],
    [{ table_name: 'raw.accurate_sales_ljbb' }, 'MD101'],
    [{ mapping: '{"Kode": "no_such_column"}' }, 'MD101'],
    [{ mapping: '["store_code"]' }, '23514'],
    [{ mode: 'truncate' }, '23514'],
    [{ key: 'Toko 1' }, '23514'],
    [{ header_row: 0 }, '23514'],
    [{ spreadsheet_id: 'https://docs.google.com/spreadsheets/d/x' }, '23514'],
  ];
  for (const [values, code] of cases) assert.equal(await add(values), code, JSON.stringify(values));
});

test('cells are named as in the Sheet', async () => {
  const [row] = await db.sql(
    `select array_agg(portal.sheet_cell(c, 7) order by c) as names from unnest(array[1, 3, 26, 27, 52, 53, 702, 703]) c`,
  );
  assert.deepEqual(row?.names, ['A7', 'C7', 'Z7', 'AA7', 'AZ7', 'BA7', 'ZZ7', 'AAA7']);
});

test('every refusal that the rules of portal know is told in Indonesian', async () => {
  const rows = await db.sql<{ meaning: string; text: string }>(
    `select m.meaning, portal.problem_text(m.meaning) as text
       from (select distinct obj_description(k.oid, 'pg_constraint') as meaning from pg_constraint k
              where k.connamespace = 'portal'::regnamespace and k.contype in ('c', 'f')
                and k.conrelid <> 'portal.sheet_sources'::regclass) m
      where m.meaning is not null`,
  );
  assert.ok(rows.length >= 12);
  for (const { meaning, text } of rows) {
    assert.notEqual(text, meaning);
    assert.doesNotMatch(text, /\b(must|is no|not be|or)\b/, meaning);
  }
});

const columns = async (table: string, mode = 'upsert'): Promise<LoadColumn[]> =>
  db.sql<LoadColumn & Record<string, unknown>>(`select * from portal.load_columns($1, $2)`, table, mode);

test('a tab as rows: numbers, days, truth, mapping, header further down, columns passed over', async () => {
  const values: TabCell[][] = [
    ['Daftar target'],
    [],
    ['Kode  Toko', 'Bulan', 'Jumlah', 'Catatan', ''],
    ['S1', 45_992, 1_500_000.1 + 0.2, 'x', ''],
    ['', null, '', '', ''],
    [' S2 ', '01/01/2026', '2500000,50', true],
  ];
  const tab = readTab(values, {
    table: 'portal.sales_target',
    columns: await columns('portal.sales_target'),
    headerRow: 3,
    mapping: { 'kode toko': 'store_code', BULAN: 'month', jumlah: 'amount', Catatan: '-' },
    decimalComma: true,
  });
  assert.deepEqual(tab.problems, []);
  assert.deepEqual(
    [tab.columns, tab.cells],
    [
      ['store_code', 'month', 'amount'],
      [1, 2, 3],
    ],
  );
  assert.deepEqual(tab.rows, [
    [4, 'S1', '2025-12-01', '1500000.3'],
    [6, ' S2 ', '2026-01-01', '2500000.50'],
  ]);
});

test('what is wrong with a tab is told by row and column, all of it at once', async () => {
  const spec = { table: 'portal.store', columns: await columns('portal.store'), headerRow: 1, mapping: {}, decimalComma: true };
  const tab = readTab(
    [
      ['store_code', 'name', 'capacity', 'opened_on'],
      ['S1', 'Satu', 'banyak', 45_992.5],
      [null, 'Dua', 1, ''],
      ['S3', '#REF!', 2.5, '31/02/2026'],
      ['S4', 'nul\0', 1e300, 45_992],
    ],
    spec,
  );
  assert.deepEqual(
    tab.problems.map((p) => [p.line, p.column, p.message.slice(0, 22)]),
    [
      [2, 3, 'is not a whole number'],
      [2, 4, 'is not a date (yyyy-mm'],
      [3, 1, 'is empty and must not '],
      [4, 2, 'shows a formula error'],
      [4, 3, 'is not a whole number'],
      [4, 4, 'is no day of the calen'],
      [5, 2, 'holds characters that '],
      [5, 3, 'is too large a number'],
    ],
  );
  const said = (rows: TabCell[][]): string[] => readTab(rows, spec).problems.map((p) => `${p.line} ${p.column} ${p.message}`);
  assert.match(
    said([
      ['store_code', 'nama'],
      ['S1', 'x'],
    ])[0]!,
    /^1 2 is no column of portal\.store; did you mean name/,
  );
  assert.deepEqual(
    said([
      ['store_code', '', 'name'],
      ['S1', 'lost', 'x'],
    ]),
    ['1 2 the header has no name here'],
  );
  assert.deepEqual(said([[], ['S1']]), ['1 null the tab has no header in this row']);
  assert.deepEqual(said([]), ['1 null the tab has no header in this row']);
  assert.deepEqual(said([['store_code', 'name']]), ['null null the tab has a header and no rows']);
  assert.match(said([['name'], ['x']])[0]!, /the header lacks the column store_code/);
});
