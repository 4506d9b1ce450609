// The Control Stock Sheet from the pull to the cells: made once, written from the frozen report, worked out again by its
// own formulas, and what people do to it: typed over, rows deleted, orders typed. What is Google's fault holds nothing up.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openClient } from '../../src/db/pool.ts';
import type { Stored } from '../../src/sandbox/index.ts';
import { blockEgress } from '../support/egress.ts';
import {
  books,
  check,
  db,
  FIRST,
  file,
  google,
  instance,
  lastCheck,
  layout,
  letters,
  one,
  report,
  SECOND,
  sandbox,
  settled,
  TIERS,
  VENDOR_TEXT,
} from './support/sheet.ts';

const egress = blockEgress();
let tier: { title: string; slug: string; row: number; article: string };

test('a Sheet that nobody switched on is neither made nor written', async () => {
  await report(FIRST);
  assert.equal((await one<{ n: number }>(`select count(*)::int as n from ops.outbox where channel = 'sheets'`)).n, 0);
  assert.equal(books.all().length, 0);
});

test('switched on: one file, fourteen tabs with fixed numbers, written from the frozen report, and every check is 0', async () => {
  await db.as('mandor_analyst', (c) => c.query(`update ops.sheets set is_enabled = true where key = 'control_stock'`));
  await settled();
  assert.equal(books.all().length, 1);
  const book = books.all()[0]!;
  assert.deepEqual([book.locale, book.timeZone], ['en_US', 'Asia/Jakarta']);
  assert.deepEqual(
    book.tabs.map((tab) => `${tab.sheetId} ${tab.title}`),
    [
      '101 PO',
      '102 Global',
      '103 WH BOX',
      '104 DATA AWAL',
      '105 Update Stock',
      '106 Summary Kode MIX',
      '107 forNotionIntegrator',
      '111 TIER 1 KODE MIX',
      '112 TIER 2 KODE MIX',
      '113 TIER 3 KODE MIX',
      '114 TIER 4',
      '115 TIER 5',
      '118 TIER 8',
      '120 Monitor',
    ],
  );
  const po = books.rows(book.id, 'PO')[5] as string[];
  assert.equal(
    po.join('|'),
    'TIER|CODE|TYPE|GENDER|P/S|SUDAH PO|Done PO 1|Done PO 2|Done PO 3|Done PO 4|Done PO 5|Done PO 6|TGL PO|STATUS PO|Keterangan|JML RCV 1|JML RCV 2|JML RCV 3|JML RCV 4|JML RCV 5|JML RCV 6|JML RCV 7|JML RCV 8|JML RCV 9|JML RCV 10|TOTAL RCV|SISA PO|STATUS|TGL RCV 1|TGL RCV 2|TGL RCV 3|TGL RCV 4|TGL RCV 5|TGL RCV 6|TGL RCV 7|TGL RCV 8|TGL RCV 9|TGL RCV 10|NO',
  );
  const seen = await lastCheck();
  assert.equal(seen.outcome, 'match', JSON.stringify(seen.differences.slice(0, 8), null, 1));
  for (const request of google.requests()) assert.ok(request.body.length < 2_000_000);
});

test('the formulas come to every figure of every tier tab, and the check cells can tell', async (t) => {
  const id = await file();
  const figures = (await db.sql(`select name from ops.sheet_figures`)).length;
  let compared = 0;
  let rows = 0;
  for (const title of TIERS) {
    const slug = `tier_${title.split(' ')[1]}`;
    const columns = await layout(slug);
    const expected = await db.sql<Record<string, unknown>>(`select to_jsonb(v) as row from mart.sheet_${slug} v`);
    const grid = books.rows(id, title);
    for (const [i, { row }] of expected.entries()) {
      rows++;
      const wanted = row as Record<string, number | string | null>;
      if (tier === undefined && Number(wanted.whs_pairs) > 0 && wanted.flag === 'MUST_PO')
        tier = { title, slug, row: i + 3, article: String(wanted.kode_mix) };
      for (const { column_no, name, role } of columns.filter((c) => c.role === 'formula' || c.role === 'check')) {
        const stored = grid[i + 2]![column_no - 1] as Stored;
        assert.ok(typeof stored === 'object' && stored !== null, `${title} row ${i + 3}, ${name} ${role} is no formula`);
        const cell = `${(await one<{ c: string }>('select portal.sheet_cell($1, $2) as c', column_no, i + 3)).c}`;
        if (role === 'check' && i > 3) continue;
        if (role === 'formula' && i > 3) continue;
        const shown = books.shown(id, title, cell);
        const want = role === 'check' ? 0 : wanted[name];
        if (typeof want === 'number')
          assert.ok(
            Math.abs(Number(shown) - want) < 1e-6 * Math.max(1, Math.abs(want)),
            `${title} ${cell} ${name}: ${shown} is not ${want}`,
          );
        else assert.equal(shown ?? '', want ?? '', `${title} ${cell} ${name}`);
        compared++;
      }
    }
    assert.equal(books.shown(id, 'Monitor', `L${TIERS.indexOf(title) + 3}`), 0, `Monitor counts differences in ${title}`);
  }
  t.diagnostic(
    `${rows} articles in ${TIERS.length} tabs, ${figures} figures each with a formula; ${compared} cells compared one by one here, all by the check`,
  );
  assert.ok(figures >= 23 && compared > 200 && tier !== undefined);
});

test('a text of a vendor that looks like a formula stays a text', async () => {
  const id = await file();
  for (const tab of ['TIER 1 KODE MIX', 'Summary Kode MIX']) {
    const texts = books
      .rows(id, tab)
      .flat()
      .filter((cell) => cell === VENDOR_TEXT);
    assert.ok(texts.length > 0, `${tab} does not show it`);
  }
  for (const tab of books.find(id)!.tabs)
    for (const cell of tab.cells.flat())
      if (typeof cell === 'object' && cell !== null) assert.ok(!/HYPERLINK|IMPORT/i.test(cell.formula), cell.formula);
});

test('only the allowed functions are used', async () => {
  const names = new Set<string>();
  for (const tab of books.find(await file())!.tabs)
    for (const cell of tab.cells.flat())
      if (typeof cell === 'object' && cell !== null)
        for (const m of cell.formula.replace(/"[^"]*"/g, '').matchAll(/([A-Z]+)\(/g)) names.add(m[1]!);
  assert.deepEqual([...names].sort(), ['AND', 'IF', 'IFERROR', 'ROUND', 'ROUNDUP', 'SUM', 'SUMIFS']);
});

describe('what people do to it', () => {
  test('a value typed over in a tier tab: the check cell beside it, the check of the day, and an alert that names the cell', async () => {
    const id = await file();
    const column = await letters(tier.slug, 'whs_pairs', 'value');
    const was = books.shown(id, tier.title, `${column}${tier.row}`);
    books.setCell(id, tier.title, `${column}${tier.row}`, 987654);
    assert.equal(books.shown(id, tier.title, `${await letters(tier.slug, 'whs_pairs', 'check')}${tier.row}`), 1);
    const seen = await check();
    assert.deepEqual(
      [seen.outcome, seen.difference_count, seen.differences[0]!.kind, seen.differences[0]!.cell, seen.differences[0]!.found],
      ['differs', 1, 'value', `${column}${tier.row}`, 987654],
    );
    const alert = await one<{ severity: string; body: string }>(
      `select severity, body from ops.alerts where dedupe_key like 'sheet_differs:%' order by id desc limit 1`,
    );
    assert.equal(alert.severity, 'warning');
    assert.match(
      alert.body,
      new RegExp(`${tier.title} sel ${column}${tier.row} .*artikel ${tier.article}.*tertulis 987654, dalam laporan ${was}`),
    );
    books.setCell(id, tier.title, `${column}${tier.row}`, was);
    assert.equal((await check()).outcome, 'match');
  });

  test('a check cell typed over with 0 does not hide it, and a check cell that is emptied is told', async () => {
    const id = await file();
    const column = await letters(tier.slug, 'sold_window', 'value');
    const cell = `${await letters(tier.slug, 'sold_window', 'check')}${tier.row}`;
    const keep = books.rows(id, tier.title)[tier.row - 1]!.slice();
    books.setCell(id, tier.title, `${column}${tier.row}`, 1);
    books.setCell(id, tier.title, cell, 0);
    assert.deepEqual(
      (await check()).differences.map((d) => d.kind),
      ['value'],
    );
    books.rows(id, tier.title)[tier.row - 1] = keep.slice();
    books.setCell(id, tier.title, cell, null);
    assert.deepEqual(
      (await check()).differences.map((d) => [d.kind, d.cell]),
      [['check', cell]],
    );
    books.rows(id, tier.title)[tier.row - 1] = keep;
  });

  test('a raw row deleted: the formulas come to less, the values stay', async () => {
    const id = await file();
    const keep = books.find(id)!.tabs.map((tab) => tab.cells.map((row) => [...row]));
    const raw = books.rows(id, 'Update Stock');
    const no = books.rows(id, tier.title)[tier.row - 1]![0];
    const line = raw.findIndex((row, i) => i > 1 && row[0] === no && row[5] === 'WHS' && row[7] === 1 && Number(row[8]) !== 0);
    assert.ok(line > 1, 'no raw row of that article');
    books.deleteRow(id, 'Update Stock', line + 1);
    const seen = await check();
    const found = seen.differences.filter((d) => d.article === tier.article);
    assert.ok(
      found.some((d) => d.kind === 'formula' && d.column === 'WHS (pasang)'),
      JSON.stringify(seen.differences.slice(0, 5)),
    );
    assert.ok(!seen.differences.some((d) => d.kind === 'value'));
    for (const [i, tab] of books.find(id)!.tabs.entries()) tab.cells = keep[i]!;
  });

  test('a row of a tier tab deleted is one difference and not a thousand', async () => {
    const id = await file();
    const keep = books.find(id)!.tabs.map((tab) => tab.cells.map((row) => [...row]));
    books.deleteRow(id, tier.title, tier.row);
    const seen = await check();
    assert.deepEqual([seen.difference_count, seen.differences[0]!.kind, seen.differences[0]!.article], [1, 'row', tier.article]);
    for (const [i, tab] of books.find(id)!.tabs.entries()) tab.cells = keep[i]!;
  });

  test('an order typed into PO: its own formulas, open pairs in the tier tab, news and no warning; it is loaded and never overwritten', async () => {
    const id = await file();
    const rows = books.rows(id, 'PO');
    const line = rows.findIndex((row, i) => i > 5 && (row[1] ?? '') === '') + 1;
    assert.ok(line > 6);
    // TIER, CODE, SUDAH PO, Done PO 1, TGL PO (a day is a number), JML RCV 1
    const typed: [string, string | number][] = [
      ['A', 1],
      ['B', tier.article],
      ['F', 240],
      ['G', 240],
      ['M', 46_058],
      ['P', 12],
      ['O', 'titip Pak Budi'],
    ];
    for (const [column, value] of typed) books.setCell(id, 'PO', `${column}${line}`, value);
    assert.deepEqual(
      ['Z', 'AA', 'AB', 'AM'].map((column) => books.shown(id, 'PO', `${column}${line}`)),
      [12, 228, 'SEBAGIAN', 1],
    );
    const frozen = await one<{ po: number }>(
      `select open_po_pairs::float as po from mart.sheet_summary_kode_mix where kode_mix = $1`,
      tier.article,
    );
    assert.equal(books.shown(id, tier.title, `${await letters(tier.slug, 'open_po_pairs', 'formula')}${tier.row}`), frozen.po + 228);

    const seen = await check();
    assert.equal(seen.outcome, 'differs');
    assert.ok(
      seen.differences.every((d) => ['PO berjalan (pasang)', 'Sisa bulan dengan PO', 'Saran PO (pasang)'].includes(String(d.column))),
      JSON.stringify(seen.differences),
    );
    const alert = await one<{ severity: string; title: string }>(
      `select severity, title from ops.alerts where dedupe_key like 'sheet_differs:%' order by id desc limit 1`,
    );
    assert.deepEqual([alert.severity, alert.title], ['info', 'Tab PO di Sheet Control Stock diisi setelah laporan dibuat']);

    const ids = await instance.ask(['sheet.po_control_stock'], SECOND);
    assert.deepEqual(
      await instance.finish(ids),
      ['done'],
      JSON.stringify(await db.sql('select reason, problems from portal.reference_loads order by id desc limit 1')),
    );
    const kept = await one<Record<string, unknown>>(
      `select po_1, received_1, sisa_po, notes, status from portal.purchase_orders_manual where kode_mix = $1 and tgl_po = '2026-02-05'`,
      tier.article,
    );
    assert.deepEqual(
      [Number(kept.po_1), Number(kept.received_1), Number(kept.sisa_po), kept.notes, kept.status],
      [240, 12, 228, 'titip Pak Budi', 'SEBAGIAN'],
    );

    const before = rows.map((row) => JSON.stringify(row));
    await db.setClock('2026-02-08T05:00:00+07:00');
    sandbox.control.setDate(SECOND);
    google.clear();
    await report(SECOND);
    await settled();
    assert.equal((await lastCheck()).outcome, 'match', JSON.stringify((await lastCheck()).differences.slice(0, 4)));
    assert.deepEqual(
      books.rows(id, 'PO').map((row) => JSON.stringify(row)),
      before,
      'PO was written to',
    );
    assert.ok(
      !google.requests().some((request) => request.method === 'POST' && request.body.includes('"sheetId":101')),
      'a request names PO',
    );
    assert.equal(books.all().length, 1);
  });

  test('a tab deleted and a tab renamed come back', async () => {
    const id = await file();
    const book = books.find(id)!;
    book.tabs = book.tabs.filter((tab) => tab.title !== 'TIER 2 KODE MIX');
    books.renameTab(id, 'Global', 'Global lama');
    await db.sql(`select ops.sheet_plan('control_stock', null)`);
    await settled();
    assert.equal((await lastCheck()).outcome, 'match');
    const titles = books.find(id)!.tabs.map((tab) => tab.title);
    assert.ok(titles.includes('TIER 2 KODE MIX') && titles.includes('Global') && !titles.includes('Global lama'));
  });
});

test('stock of hundreds of shops is summed by kind of warehouse; the formulas come to the same', async () => {
  const id = await file();
  const raw = () => books.rows(id, 'Update Stock').length;
  const was = raw();
  await db.sql(`update ops.settings set value = '100' where key = 'sheet.stock_rows'`);
  // Something differs, so all is written anew.
  books.setCell(id, tier.title, `${await letters(tier.slug, 'whs_pairs', 'value')}${tier.row}`, 123_456);
  await db.sql(`select ops.sheet_plan('control_stock', null)`);
  await settled();
  assert.equal((await lastCheck()).outcome, 'match', JSON.stringify((await lastCheck()).differences.slice(0, 4)));
  assert.ok(raw() < was, `${was} → ${raw()} rows`);
  assert.ok(books.rows(id, 'Update Stock').some((row) => /^\d+ gudang$/.test(String(row[6]))));
});

test('a report that is frozen while the Sheet is read is no difference: nothing is kept, nobody is told', async () => {
  const compared = async (isNewest: boolean): Promise<{ outcome: string; kept: number }> => {
    const c = await openClient(db.url);
    try {
      await c.query('begin');
      await c.query('delete from ops.sheet_checks');
      // As it is when the read comes back late: what stands in the Sheet is the newest revision no more.
      if (!isNewest)
        await c.query(
          `update ops.sheets set written_work_item_id = null, written_revision_no = null, written_at = null where key = 'control_stock'`,
        );
      const { rows } = await c.query<{ outcome: string }>(`select ops.sheet_compare('control_stock', '{}') as outcome`);
      return { outcome: rows[0]?.outcome ?? '', kept: (await c.query('select from ops.sheet_checks')).rowCount ?? 0 };
    } finally {
      await c.end(); // the transaction goes with it
    }
  };
  assert.deepEqual(await compared(true), { outcome: 'differs', kept: 1 });
  assert.deepEqual(await compared(false), { outcome: 'stale', kept: 0 });
});

test('nothing left this machine', () => assert.deepEqual(egress.attempts, []));
