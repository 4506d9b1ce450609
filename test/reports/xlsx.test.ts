import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReportList, renderXlsx, XLSX_TYPE } from '../../src/reports/xlsx.ts';
import { HOSTILE_NAMES } from './fixture.ts';
import { cellsOf, unzip } from './unzip.ts';

const list: ReportList = {
  file_name: 'Control Stock 2026-02-08.xlsx',
  sheet: 'Control Stock',
  columns: [
    { label: 'Artikel', type: 'text', width: 30 },
    { label: 'Total', type: 'number', decimals: 0, width: 12 },
    { label: 'Sisa bulan', type: 'number', decimals: 1 },
    { label: 'Stok per', type: 'date' },
  ],
  rows: [
    ['M1', 1234567, 1.25, '2026-02-08'],
    ...HOSTILE_NAMES.map((name) => [name, -3, null, null]),
    ['\uFFFE\u0000\uD800x', 0, 0, '2026-12-31'],
  ],
  notes: ['Control Stock', '=1+1', 'Langkah 1: stok diambil dari ERP.'],
};

test('numbers and dates are typed, an empty cell is empty, the head stands still', async () => {
  const { filename, contentType, content } = await renderXlsx(list);
  assert.deepEqual([filename, contentType], [list.file_name, XLSX_TYPE]);
  const cells = cellsOf(content);
  assert.deepEqual([cells.get('A1')?.value, cells.get('D1')?.value], ['Artikel', 'Stok per']);
  assert.deepEqual([cells.get('B2')?.type, cells.get('B2')?.value, cells.get('C2')?.value], ['n', '1234567', '1.25']);
  // Days since 1899-12-30, in a cell whose style is a date.
  assert.deepEqual([cells.get('D2')?.type, cells.get('D2')?.value], ['n', '46061']);
  assert.notEqual(cells.get('D2')?.style, cells.get('B2')?.style);
  assert.deepEqual([cells.get('C3')?.value ?? '', cells.get(`B${list.rows.length + 1}`)?.value], ['', '0']);
  const [sheet = '', styles = ''] = ['sheet1.xml', 'styles.xml'].map(
    (name) => [...unzip(content)].find(([path]) => path.endsWith(name))?.[1] ?? '',
  );
  assert.match(sheet, /<pane [^>]*ySplit="1"[^>]*state="frozen"/);
  assert.match(sheet, /<col min="1" max="1" width="30"/);
  assert.match(styles, /dd\/mm\/yyyy/);
  assert.match(styles, /formatCode="#,##0\.0"/);
});

test('text stays text, whatever it begins with, and is legal XML', async () => {
  const { content } = await renderXlsx(list);
  const cells = [...cellsOf(content).values(), ...cellsOf(content, 2).values()];
  assert.ok(cells.every((cell) => !cell.isFormula));
  const texts = cells.filter((cell) => cell.type === 's').map((cell) => cell.value);
  assert.ok(texts.includes('=HYPERLINK("http://evil.example","klik")'));
  assert.ok(texts.includes('=1+1'));
  assert.ok(texts.includes(HOSTILE_NAMES[0] as string));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  const illegal = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;
  for (const xml of unzip(content).values()) assert.ok(!illegal.test(xml) && xml.isWellFormed());
});

test('5,464 articles with 31 columns are a few hundred kilobytes', async (t) => {
  const columns = Array.from({ length: 31 }, (_, i) => ({
    label: `Kolom ${i}`,
    type: i < 5 ? ('text' as const) : ('number' as const),
    decimals: i % 2,
  }));
  // As articles are: a third does not move, and two places after the comma are kept.
  const number = (i: number, c: number): number | null =>
    i % 3 === 0 && c > 12 ? null : c % 5 === 0 ? Math.round(((i * 700) / (c + 1)) % 9999) / 100 : (i * c) % 1997;
  const rows = Array.from({ length: 5464 }, (_, i) =>
    columns.map((_, c) => (c === 0 ? `M${i}CA` : c < 5 ? `NAMA ${c} ${i % 40}` : number(i, c))),
  );
  const from = performance.now();
  const { content } = await renderXlsx({ ...list, columns, rows });
  t.diagnostic(`${Math.round(content.length / 1024)} KB in ${Math.round(performance.now() - from)} ms`);
  assert.ok(content.length < 1000 * 1024, `${content.length} bytes`);
  assert.equal(cellsOf(content).get('A5465')?.value, 'M5463CA');
});
