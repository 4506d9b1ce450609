// `mandor parallel` as a person runs it: lists, hands in, shows, and what a mistake by hand gets as an answer.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dayOf, handReport, SAME } from '../db/ops/support/parallel.ts';
import { emptyFolder, mandor } from '../support/cli.ts';
import { testDatabase } from '../support/harness.ts';

const db = await testDatabase();
const hand = await handReport(db);
const folder = emptyFolder();
const run = (...args: string[]) => mandor(['parallel', ...args], { DATABASE_URL: db.url }, folder);
const file = (name: string, text: string | Buffer): string => {
  writeFileSync(join(folder, name), text);
  return name;
};

test('a result is handed in, listed and shown', async () => {
  await hand.freeze(dayOf(1));
  const loaded = await run('load', 'hand', file('hasil.csv', SAME.replace('118;', '120;')), '--date', dayOf(1));
  assert.deepEqual([loaded.code, loaded.stderr], [0, '']);
  assert.match(loaded.stdout, /^report\.hand 2026-02-01: 3 rows taken\n {2}berbeda di 1 sel: M1CA01 kolom Stok: 120 ≠ 118/);
  const [listed, shown, asJson] = await Promise.all([
    run('list'),
    run('show', 'report.hand', '--date', dayOf(1)),
    run('show', 'hand', '--json'),
  ]);
  assert.match(listed.stdout, /report\.hand +yes +csv +0 of 20 +– +2026-02-01 +differs/);
  assert.match(shown.stdout, /9 cells compared; 3 rows of the report \(item \d+, revision 1\), 3 of the person's/);
  assert.match(shown.stdout, /line 2: M1CA01 kolom Stok: 120 ≠ 118/);
  const document = JSON.parse(asJson.stdout);
  assert.deepEqual(
    document.differences.map((d: Record<string, unknown>) => [d.kind, d.row_key, d.header, d.theirs, d.ours, d.line]),
    [['cell', 'M1CA01', 'Stok', '120', '118', 2]],
  );
  assert.equal(document.run.outcome, 'differs');
});

test('mistakes by hand: a sentence each, exit code 1, nothing taken', async () => {
  const day = dayOf(2);
  const cases: [string[], RegExp][] = [
    [['load', 'hand', file('head.csv', 'Kode;Stock\nM1;1\n'), '--date', day], /"Stok": the header lacks this column/],
    [['load', 'hand', file('empty.csv', ''), '--date', day], /is empty/],
    [['load', 'hand', file('nul.csv', 'Kode;Stok\0\n'), '--date', day], /byte 10 is NUL/],
    [
      ['load', 'hand', file('latin.csv', Buffer.from('Kode;Stok;Sisa Bulan;Status\nM\xe9;1;1;OK\n', 'latin1')), '--date', day],
      /is not UTF-8/,
    ],
    [['load', 'hand', file('quote.csv', 'Kode;Stok;Sisa Bulan;Status\n"M1;1;1;OK\n'), '--date', day], /never closed/],
    [['load', 'hand', 'nofile.csv', '--date', day], /there is no file "nofile\.csv"/],
    [['load', 'hand', 'hasil.csv', '--date', '2026-02-30'], /It is a day of the calendar/],
    [['load', 'hand', 'hasil.csv', '--date', '2026-12-31'], /is no day that is over/],
    [['load', 'hand', 'hasil.csv'], /required option '--date/],
    [['load', 'nobody', 'hasil.csv', '--date', day], /no parallel run is set up for "nobody"[\s\S]*report\.hand/],
    [['load', 'control_stock', 'hasil.csv', '--date', day], /is switched off/],
    [['show', 'hand', '--date', '2026-01-01'], /has not been compared for 2026-01-01/],
  ];
  const answers = await Promise.all(cases.map(([args]) => run(...args)));
  for (const [i, [args, wanted]] of cases.entries()) {
    assert.equal(answers[i]?.code, 1, args.join(' '));
    assert.match(answers[i]?.stderr ?? '', wanted, args.join(' '));
    assert.equal(answers[i]?.stdout, '', args.join(' '));
    assert.doesNotMatch(answers[i]?.stderr ?? '', /\n {4}at /, 'no stack trace');
  }
  assert.equal(await hand.one(`select count(*) from ops.parallel_inputs where business_date <> $1`, dayOf(1)), '0');
});
