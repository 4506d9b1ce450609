// How large a day's writing gets when the raw tabs are as long as sheet.stock_rows lets them be: Google takes 2 MB a request and 60
// requests a minute.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mirrorSheet, type SheetPlan, type SheetSource, type SheetVendor } from '../../src/reports/sheet/mirror.ts';
import type { SheetCell } from '../../src/reports/sheet/requests.ts';

/** Default of sheet.stock_rows. */
const RAW_ROWS = 50_000;
const ARTICLES = 5464;
const raw = (i: number): SheetCell[] => [
  i,
  `M1CA${i}-36`,
  `M1CA${i}`,
  'MEN CLASSIC 1',
  'DDD',
  'STORE',
  '203 gudang',
  1,
  240,
  0,
  46_000,
  'mandor',
  '2026-02-08 05:00',
];
const article = (i: number): SheetCell[] => [i, `M1CA${i}`, 1, 'MEN CLASSIC 1', ...Array.from({ length: 26 }, (_, n) => 1234.5 + n)];

test('5,464 articles and raw tabs of 50,000 rows: no request over 2 MB, all of them within a minute’s quota', async () => {
  const tabs = [
    { slug: 'data_awal', rows: RAW_ROWS, make: raw, set: 1 },
    { slug: 'update_stock', rows: RAW_ROWS, make: raw, set: 1 },
    { slug: 'summary_kode_mix', rows: ARTICLES, make: article, set: 2 },
    { slug: 'tiers', rows: ARTICLES, make: article, set: 2 },
  ];
  const plan = {
    key: 'control_stock',
    title: 'Control Stock',
    time_zone: 'Asia/Jakarta',
    spreadsheet_id: 'BOOK',
    is_set_up: true,
    work_item_id: 1,
    revision_no: 1,
    is_written: false,
    tabs: tabs.map(({ slug, set, make }, i) => ({
      slug,
      title: slug,
      tab_id: 100 + i,
      tab_set: set,
      is_checked: false,
      frozen_rows: 2,
      head_row: 1,
      head: [],
      fills: [],
      blocks: [
        {
          place: 1,
          first_row: 2,
          first_column: 1,
          has_header: true,
          columns: make(1).map((_, n) => ({ header: `Kolom ${n}`, formula: null })),
        },
      ],
    })),
  } as unknown as SheetPlan;
  const bodies: number[] = [];
  const vendor: SheetVendor = {
    create: () => assert.fail('the file is there'),
    sheets: async () => plan.tabs.map((tab) => ({ sheetId: tab.tab_id, title: tab.title })),
    update: async (_, requests) => void bodies.push(Buffer.byteLength(JSON.stringify({ requests }))),
    readTabs: async () => [],
    isRefusal: () => false,
  };
  const tabOf = (slug: string) => tabs.find((tab) => tab.slug === slug) ?? assert.fail(slug);
  const source: SheetSource = {
    create: async () => 'go',
    created: async () => 'ok',
    setUp: async () => 'ok',
    written: async () => 'written',
    checked: async () => 'match',
    notChecked: async () => 'not_checked',
    count: async (slug) => tabOf(slug).rows,
    async *rows(slug) {
      const { rows, make } = tabOf(slug);
      for (let from = 0; from < rows; from += 5000) yield Array.from({ length: Math.min(5000, rows - from) }, (_, i) => make(from + i));
    },
  };
  const done = await mirrorSheet(plan, vendor, source);
  const largest = Math.max(...bodies);
  console.log(
    `${done.requests} writes, ${(bodies.reduce((a, b) => a + b, 0) / 1e6).toFixed(1)} MB in all, the largest ${(largest / 1e6).toFixed(2)} MB`,
  );
  assert.equal(done.outcome, 'match');
  assert.ok(largest <= 2_000_000, `${largest} bytes`);
  assert.ok(bodies.length <= 60, `${bodies.length} writes`);
});
