// The parallel run: a person's result beside the frozen report, cell by cell; the count of days, and the proposal to stop.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMIT_STEPS, mailView } from '../../../src/reports/layout.ts';
import { ordinaryReport } from '../../reports/fixture.ts';
import { testDatabase } from '../../support/harness.ts';
import { ARTICLES, dayOf, handReport, REPORT, SAME } from './support/parallel.ts';
import { codeOf, race } from './support/race.ts';

const db = await testDatabase();
const hand = await handReport(db);
let next = 0;
/** A day of its own, before those that count. */
const aDay = (): string => new Date(Date.UTC(2025, 5, ++next)).toISOString().slice(0, 10);
const withRow = (row: string): string => SAME.replace(/M1CA01.*/, row);

test('numbers as people write them', async () => {
  const cases: [string, string, string | null][] = [
    ['1.234,5', 'comma', '1234.5'],
    ['1.234', 'comma', '1234'],
    ['1234.5', 'comma', '1234.5'],
    ['1234,50', 'comma', '1234.50'],
    ['-12', 'comma', '-12'],
    ['Rp 1.500.000', 'comma', '1500000'],
    ['1,234.5', 'point', '1234.5'],
    ['1,234', 'point', '1234'],
    ['1.234,5', 'point', null],
    ['1,234.5', 'comma', null],
    ['1.23.4', 'comma', null],
    ['dua', 'comma', null],
    ['', 'comma', null],
    ['1e5', 'comma', null],
  ];
  for (const [text, mark, wanted] of cases)
    assert.equal((await db.sql('select ops.parallel_number($1, $2)::text as n', text, mark))[0]?.n, wanted, `${text} ${mark}`);
});

test('the same result, however it is written, matches; blank is nothing, and total rows and other columns are passed over', async () => {
  const day = aDay();
  const item = await hand.freeze(day);
  assert.match(await hand.line(item), /^Uji paralel: hasil pembanding untuk .* belum ada; hari ini tidak dihitung/);
  assert.equal((await hand.load(day, SAME)).run?.outcome, 'match');
  const other = `Catatan, x ;Status;  sisa  bulan;STOK;kode\n;OVERSTOCK;14,04;12345,5; M1CA03 \n\na;WAJIB PO;1,15;118,0;M1CA01\n;NO_SALES; ;0;M1CA02\n;;;12463,5;TOTAL\n`;
  const outcome = await hand.load(day, other);
  assert.deepEqual([outcome.run?.outcome, outcome.rows, outcome.rows_passed_over], ['match', 3, 1]);
  assert.deepEqual(outcome.headers_passed_over, ['Catatan, x']);
  const seen = await hand.day(day);
  assert.deepEqual([seen?.outcome, seen?.compared_cells, seen?.rows_ours, seen?.rows_theirs], ['match', 9, 3, 3]);
});

test('what differs is told by row and column: a cell, a missing row, an extra row, a key twice', async () => {
  const cases: [string, string, string[]][] = [
    ['one cell', withRow('M1CA01;120;1,2;WAJIB PO'), ['M1CA01 kolom Stok: 120 ≠ 118']],
    ['blank is not 0', SAME.replace('M1CA02;0;', 'M1CA02;;'), ['M1CA02 kolom Stok: kosong ≠ 0']],
    ['0 is not blank', SAME.replace('M1CA02;0;;', 'M1CA02;0;0;'), ['M1CA02 kolom Sisa Bulan: 0 ≠ kosong']],
    ['no number', withRow('M1CA01;#REF!;1,2;WAJIB PO'), ['M1CA01 kolom Stok: “#REF!” ≠ 118']],
    ['a rounding', withRow('M1CA01;118;1,3;WAJIB PO'), ['M1CA01 kolom Sisa Bulan: 1,3 ≠ 1,2']],
    ['a word', withRow('M1CA01;118;1,2;MUST_PO'), ['M1CA01 kolom Status: “MUST_PO” ≠ “WAJIB PO”']],
    ['a thousand', SAME.replace('12.345,5', '12.345,6'), ['M1CA03 kolom Stok: 12.345,6 ≠ 12.345,5']],
    ['a row is missing', withRow(''), ['baris M1CA01 tidak ada di hasil pembanding']],
    ['a row is extra', `${SAME}M1CA09;1;1;OK\n`, ['baris M1CA09 tidak ada di laporan']],
    ['a row without key', `${SAME};7;1;OK\n`, ['baris tanpa kunci tidak ada di laporan']],
    ['a key twice', `${SAME}M1CA02;5;;NO_SALES\n`, ['baris M1CA02 berulang di hasil pembanding (baris 3, 5)']],
    [
      'a key in lower case',
      SAME.replace('M1CA01', 'm1ca01'),
      ['baris M1CA01 tidak ada di hasil pembanding', 'baris m1ca01 tidak ada di laporan'],
    ],
  ];
  for (const [what, text, wanted] of cases) {
    const day = aDay();
    const item = await hand.freeze(day);
    assert.equal((await hand.load(day, text)).run?.outcome, 'differs', what);
    assert.deepEqual(await hand.where(day), wanted, what);
    if (what === 'one cell')
      assert.equal(await hand.line(item), 'Uji paralel: berbeda di 1 sel: M1CA01 kolom Stok: 120 ≠ 118. Hitungan hari mulai lagi');
  }
});

test('a tolerance, a blank that means 0, an empty field with a name, a key twice in the report', async () => {
  const day = aDay();
  await hand.freeze(day, [...ARTICLES, { kode: null, stok: 12463.5, flag: 'OK' }]);
  const text = `${SAME.replace('M1CA02;0;', 'M1CA02;;').replace('118;', '118,4;')}SEMUA;12463,5;;OK\n`;
  await db.sql(`update ops.parallel_columns set blank_is_zero = true, tolerance = 0.4 where definition_key = $1 and position = 2`, REPORT);
  assert.equal((await hand.load(day, text)).run?.outcome, 'match');
  await db.sql(`update ops.parallel_columns set tolerance = 0.39 where definition_key = $1 and position = 2`, REPORT);
  await db.sql('select ops.parallel_compare($1, $2)', REPORT, day);
  assert.deepEqual(await hand.where(day), ['M1CA01 kolom Stok: 118,4 ≠ 118']);
  await db.sql(`update ops.parallel_columns set blank_is_zero = false, tolerance = 0 where definition_key = $1 and position = 2`, REPORT);
  const twice = aDay();
  await hand.freeze(twice, [...ARTICLES, { kode: 'M1CA01', stok: 1 }]);
  await hand.load(twice, SAME);
  assert.deepEqual(await hand.where(twice), ['baris M1CA01 berulang di laporan']);
});

test('what cannot be taken is refused, and nothing is compared', async () => {
  const day = aDay();
  await hand.freeze(day);
  const refused = async (text: string) => (await hand.load(day, text)).problems?.map((p) => `${p.code} ${p.header}`);
  assert.deepEqual(await refused('Kode;Stock;Sisa Bulan;Status\nM1CA01;1;1;OK\n'), ['header_missing Stok']);
  assert.deepEqual(await refused('Kode;Stok;STOK ;Sisa Bulan;Status\nM1CA01;1;1;1;OK\n'), ['header_twice Stok']);
  assert.deepEqual(await refused('Kode;Stok;Sisa Bulan;Status\n'), ['no_rows null']);
  assert.equal(await codeOf(hand.load('2026-09-01', SAME)), 'MD101', 'a day that is not over');
  assert.equal(await codeOf(hand.load(day, SAME, 'nobody')), 'MD401');
  for (const bad of ['', '  \n\n', 'Kode;Stok\0;x\n', Buffer.from('Kode;Stok;Sisa Bulan;Status\nM\xe9;1;1;OK\n', 'latin1')])
    await assert.rejects(hand.load(day, bad), { name: 'LoadRefused' });
  assert.equal((await hand.day(day))?.reason, 'no_result');
  await db.sql(`update ops.parallel_columns set field = 'stock' where definition_key = $1 and position = 2`, REPORT);
  assert.equal((await hand.load(day, SAME)).run?.reason, 'kolom tidak ada di laporan: Stok (stock)');
  await db.sql(`update ops.parallel_columns set field = 'stok' where definition_key = $1 and position = 2`, REPORT);
});

test('a result before its report waits for it; a new revision and a corrected file are compared again, the same again is not', async () => {
  const day = aDay();
  assert.equal((await hand.load(day, SAME)).run?.reason, 'no_report');
  const item = await hand.freeze(day);
  assert.equal((await hand.day(day))?.outcome, 'match');
  await hand.revise(item, [{ ...ARTICLES[0]!, stok: 120 }, ...ARTICLES.slice(1)]);
  assert.deepEqual([(await hand.day(day))?.revision_no, ...(await hand.where(day))], [2, 'M1CA01 kolom Stok: 118 ≠ 120']);
  assert.equal((await hand.load(day, withRow('M1CA01;120;1,2;WAJIB PO'))).run?.outcome, 'match');
  const runs = async (): Promise<string> =>
    hand.one('select count(*) from ops.parallel_runs where definition_key = $1 and business_date = $2', REPORT, day);
  const before = await runs();
  assert.equal((await hand.load(day, withRow('M1CA01;120;1,2;WAJIB PO'))).status, 'unchanged');
  await db.sql('select ops.parallel_compare($1, $2)', REPORT, day);
  assert.equal(await runs(), before);
  assert.equal(before, '4');
});

test('twenty days that match propose to stop, once; a difference starts again, a missing day neither counts nor restarts', async () => {
  await db.sql(`update ops.parallel_settings set counts_from = '2026-02-01' where definition_key = $1`, REPORT);
  await db.sql('delete from ops.parallel_runs where business_date >= $1', dayOf(1));
  const told = () =>
    db.sql(`select recipient, params ->> 'text' as text from ops.outbox where dedupe_key like 'email:parallel:%' order by id`);
  const proposals = () => db.sql(`select severity, body from ops.alerts where dedupe_key like 'parallel:%:proposal:%'`);
  const settings = async () =>
    (await db.sql('select proposed_since, is_enabled from ops.parallel_settings where definition_key = $1', REPORT))[0];
  const match = async (n: number): Promise<string> => {
    const item = await hand.freeze(dayOf(n));
    assert.equal((await hand.load(dayOf(n), SAME)).run?.outcome, 'match');
    return item;
  };
  await match(1);
  await match(2);
  await hand.freeze(dayOf(3)); // nobody handed anything in
  const sixth = [await match(4), await match(5), await match(6), await match(7), await match(8)].at(-1) as string;
  assert.equal(await hand.line(sixth), 'Uji paralel: hari ke-7 dari 20, cocok');
  await hand.freeze(dayOf(9));
  await hand.load(dayOf(9), withRow('M1CA01;120;1,2;WAJIB PO'));
  assert.deepEqual([(await hand.day(dayOf(9)))?.outcome, (await hand.day(dayOf(9)))?.streak], ['differs', '0']);
  for (let n = 10; n <= 28; n++) await match(n);
  assert.deepEqual([(await hand.day(dayOf(28)))?.streak, (await hand.day(dayOf(28)))?.proposes], ['19', false]);
  assert.deepEqual(await told(), []);
  await match(29);
  const last = await hand.day(dayOf(29));
  assert.deepEqual([last?.streak, last?.since, last?.proposes], ['20', dayOf(10), true]);
  assert.equal((await settings())?.proposed_since, dayOf(10));
  await match(30);
  assert.deepEqual(
    (await told()).map((m) => m.recipient),
    ['kepala@toko.example'],
  );
  assert.match((await told())[0]?.text as string, /selama 20 hari berturut-turut .* is_enabled = false/s);
  assert.deepEqual(
    (await proposals()).map((a) => a.severity),
    ['info'],
  );
  assert.equal((await settings())?.is_enabled, true, 'only a person switches it off');
  // The person corrects a day in the middle: what was counted over it no longer holds.
  await hand.load(dayOf(20), withRow('M1CA01;1;1,2;WAJIB PO'));
  assert.deepEqual([(await hand.day(dayOf(30)))?.streak, (await settings())?.proposed_since], ['10', null]);
  await hand.load(dayOf(20), SAME);
  await match(31);
  // The same days are the same proposal: the mail is not sent again.
  assert.equal((await told()).length, 1);
  assert.equal((await settings())?.proposed_since, dayOf(10));
  const [listed] = await db.sql('select days, since, proposes from ops.parallel_list() where definition_key = $1', REPORT);
  assert.deepEqual([listed?.days, listed?.since, listed?.proposes], [22, dayOf(10), true]);
});

test('the mail says one line, read when it is sent; who may not see cost prices is not told them', async () => {
  const day = '2026-03-19';
  await db.sql(`update ops.parallel_columns set is_cost = true where definition_key = $1 and position = 2`, REPORT);
  await db.sql(`insert into ops.recipients (key, channel, address) values ($1, 'email', 'tim@toko.example')`, REPORT);
  const item = await hand.freeze(day);
  await hand.one(`select ops.review_decide($1, 1, 'pass')`, item);
  await hand.load(day, withRow('M1CA01;120;1,2;WAJIB PO'));
  const said = await db.sql(
    `select o.recipient, c.result ->> 'parallel' as line from ops.outbox o cross join lateral ops.outbox_claim(o.id, $2) c
      where o.work_item_id = $1 and o.channel = 'email' order by 1`,
    item,
    hand.worker,
  );
  assert.deepEqual(
    said.map((m) => [m.recipient, m.line]),
    [
      ['pic@toko.example', 'Uji paralel: berbeda di 1 sel: M1CA01 kolom Stok: 120 ≠ 118. Hitungan hari mulai lagi'],
      ['tim@toko.example', 'Uji paralel: berbeda di 1 sel: M1CA01 kolom Stok: berbeda. Hitungan hari mulai lagi'],
    ],
  );
  const view = mailView({ ...ordinaryReport(), parallel: said[0]?.line as string }, { isTest: false, recipientName: '' }, LIMIT_STEPS[0]!);
  assert.deepEqual(view.lists.find((l) => l.key === 'parallel')?.list.items, [said[0]?.line]);
  await db.sql(`update ops.parallel_columns set is_cost = false where definition_key = $1 and position = 2`, REPORT);
});

test('switched off, nothing is compared and the mail says nothing', async () => {
  const day = '2026-03-20';
  await db.as('mandor_analyst', (c) => c.query(`update ops.parallel_settings set is_enabled = false where definition_key = $1`, [REPORT]));
  const item = await hand.freeze(day);
  assert.equal(await hand.line(item), 'null');
  assert.equal(await codeOf(hand.load(day, SAME)), 'MD202');
  assert.equal(await hand.day(day), undefined);
  await db.sql(`update ops.parallel_settings set is_enabled = true where definition_key = $1`, REPORT);
});

for (const [day, isFrozenFirst] of [
  ['2026-03-21', true],
  ['2026-03-24', false],
] as const)
  test(`frozen and handed in at one moment, ${isFrozenFirst ? 'frozen' : 'handed in'} first: the second waits, and sees what the first wrote`, async () => {
    const header = SAME.split('\n')[0]!.split(';');
    const rows = SAME.trim()
      .split('\n')
      .slice(1)
      .map((line, i) => [i + 2, ...line.split(';')]);
    await hand.one('select ops.occurrence_open($1, $2)', REPORT, day);
    const token = await hand.one(
      `select run_token from ops.work_item_start((select id from ops.work_items where definition_key = $1 and business_date = $2), $3)`,
      REPORT,
      day,
      hand.worker,
    );
    const figures = JSON.stringify({ rows: ARTICLES.map((r) => ({ ...r, ada: true })) });
    const finish = [`select ops.work_item_finish($1, $2, '{"subject": "Tangan"}')`, [token, figures]] as const;
    const store = [
      `select ops.parallel_store('hand', $1, 'csv', 'x.csv', $2, $3)`,
      [day, JSON.stringify(header), JSON.stringify(rows)],
    ] as const;
    const [first, second] = isFrozenFirst ? [finish, store] : [store, finish];
    await race(db, first[0], [...first[1]], second[0], [...second[1]], 'mandor_deploy');
    assert.equal((await hand.day(day))?.outcome, 'match');
  });

test('a comparison that breaks does not undo the report', async () => {
  const day = '2026-03-22';
  await db.admin.query(`alter table ops.parallel_runs add constraint broken check (business_date <> '2026-03-22')`);
  const item = await hand.freeze(day);
  assert.equal(await hand.one('select status from ops.work_items where id = $1', item), 'done');
  assert.equal(await hand.one(`select severity from ops.alerts where dedupe_key = 'parallel:report.hand:2026-03-22:failed'`), 'warning');
  await db.admin.query('alter table ops.parallel_runs drop constraint broken');
});

test('5,464 articles are compared in the time of a report; what differs is kept up to 1,000 places', async (t) => {
  const day = '2026-03-23';
  const many = Array.from({ length: 5464 }, (_, i) => ({ kode: `A${i}`, stok: i * 12, bulan: i / 7, flag: 'OK' }));
  await hand.freeze(day, many);
  const text = `Kode;Stok;Sisa Bulan;Status\n${many.map((a) => `${a.kode};${a.stok + (a.stok % 3 === 0 ? 1 : 0)};${a.bulan.toFixed(6).replace('.', ',')};OK`).join('\n')}\n`;
  const started = performance.now();
  const { run } = await hand.load(day, text);
  t.diagnostic(`${run?.compared_cells} cells in ${Math.round(performance.now() - started)} ms`);
  assert.deepEqual([run?.compared_cells, run?.differing_cells], [5464 * 3, 5464]);
  assert.equal((await hand.where(day)).length, 1000);
});
