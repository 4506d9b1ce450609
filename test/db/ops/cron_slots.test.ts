import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf } from './support/race.ts';

const db = await testDatabase();
const slots = async (expression: string, zone: string, from: string, to: string): Promise<string[]> =>
  (await db.sql('select s from ops.cron_slots($1, $2, $3, $4) s', expression, zone, from, to)).map((row) =>
    row.s.toISOString().slice(0, 16),
  );

test('the 1st, 06:00 in Jakarta, is the evening before in UTC, which UTC cannot say', async () => {
  assert.deepEqual(await slots('0 6 1 * *', 'Asia/Jakarta', '2026-01-01T00:00Z', '2026-05-01T00:00Z'), [
    '2026-01-31T23:00',
    '2026-02-28T23:00',
    '2026-03-31T23:00',
    '2026-04-30T23:00',
  ]);
});

test('a leap day comes every four years, and not in 2100', async () => {
  assert.deepEqual(await slots('0 12 29 2 *', 'UTC', '2026-01-01Z', '2034-01-01Z'), ['2028-02-29T12:00', '2032-02-29T12:00']);
  assert.deepEqual(await slots('0 12 29 feb *', 'UTC', '2097-01-01Z', '2104-01-01Z'), []);
});

test('from is inclusive, to is exclusive: neighbouring ranges neither miss nor double a slot', async () => {
  assert.deepEqual(await slots('0 * * * *', 'UTC', '2026-01-01T01:00Z', '2026-01-01T03:00Z'), ['2026-01-01T01:00', '2026-01-01T02:00']);
});

const GAP = ['Europe/Amsterdam', '2026-03-28T23:00Z', '2026-03-29T22:00Z'] as const;
const REPEAT = ['Europe/Amsterdam', '2026-10-24T22:00Z', '2026-10-25T23:00Z'] as const;

test('a named time in the gap is taken at its end, once; one that comes twice, the first time', async () => {
  assert.deepEqual(await slots('30 2 * * *', ...GAP), ['2026-03-29T01:00']);
  assert.deepEqual(await slots('0,15,30 2 * * *', ...GAP), ['2026-03-29T01:00']);
  assert.deepEqual(await slots('30 2 * * *', ...REPEAT), ['2026-10-25T00:30']);
  assert.deepEqual(await slots('30 2,3 * * *', ...REPEAT), ['2026-10-25T00:30', '2026-10-25T02:30']);
});

test('an interval goes by elapsed time through the gap and through both hours', async () => {
  assert.equal((await slots('*/15 * * * *', ...GAP)).length, 92);
  assert.equal((await slots('*/15 * * * *', ...REPEAT)).length, 100);
  assert.deepEqual(await slots('*/30 2 * * *', ...GAP), []);
  assert.deepEqual(await slots('*/30 2 * * *', ...REPEAT), [
    '2026-10-25T00:00',
    '2026-10-25T00:30',
    '2026-10-25T01:00',
    '2026-10-25T01:30',
  ]);
});

test('a gap of half an hour: Lord Howe Island', async () => {
  assert.deepEqual(await slots('15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00Z', '2026-10-04T12:00Z'), ['2026-10-03T15:30']);
});

test('names, lists, ranges, steps; 0 and 7 are Sunday; both days given: either', async () => {
  const week = ['UTC', '2026-02-02Z', '2026-02-09Z'] as const; // Monday to Sunday
  const days = async (expression: string): Promise<string> => (await slots(expression, ...week)).map((s) => s.slice(8, 10)).join(' ');
  assert.equal(await days('0 0 * * 0'), '08');
  assert.equal(await days('0 0 * * 7'), '08');
  assert.equal(await days('0 0 * * MON-fri'), '02 03 04 05 06');
  assert.equal(await days('0 0 * * fri-sun'), '06 07 08');
  assert.equal(await days('0 0 * feb,mar 1,3'), '02 04');
  assert.equal(await days('0 0 3-8/2 * *'), '03 05 07');
  assert.equal(await days('0 0 5 * mon'), '02 05');
  assert.equal(await days('  0  0 5 *   * '), '05');
});

const WRONG: readonly (readonly [expression: string | null, field: string])[] = [
  ['61 * * * *', 'minute'],
  ['* 24 * * *', 'hour'],
  ['0 0 0 * *', 'day of month'],
  ['0 0 * 13 *', 'month'],
  ['0 0 * foo *', 'month'],
  ['0 0 * * 8', 'day of week'],
  ['0 0 * * sonntag', 'day of week'],
  ['5/20 * * * *', 'minute'],
  ['*/0 * * * *', 'minute'],
  ['*/61 * * * *', 'minute'],
  ['0 22-2 * * *', 'hour'],
  ['0 1,, * * *', 'hour'],
  ['0 0 L * *', 'day of month'],
  ['0 0 30 2 *', 'day of month'],
  ['0 5 * *', 'expression'],
  ['0 0 5 * * *', 'expression'],
  ['', 'expression'],
];

test('an expression that is none is refused, and the field is named', async () => {
  for (const [expression, field] of WRONG) {
    const error = await db.sql('select * from ops.cron_slots($1, $2, now(), now())', expression, 'UTC').catch((e) => e);
    assert.equal(error.code, 'MD105', `${expression}`);
    assert.equal(JSON.parse(error.detail).field, field, `${expression}`);
    assert.ok(error.hint, `${expression} says what to write instead`);
  }
});

test('a person who edits a schedule is refused a bad expression and a bad time zone', async () => {
  const set = (what: string): Promise<string | undefined> =>
    db.as('mandor_analyst', (c) => codeOf(c.query(`update ops.job_definitions set ${what} where key = 'stock.ddd'`)));
  assert.equal(await set(`cron = '0 25 * * *'`), 'MD105');
  assert.equal(await set(`time_zone = 'Mars/Base'`), 'MD105');
  // PostgreSQL takes it as seven hours west of Greenwich.
  assert.equal(await set(`time_zone = 'WIB+7'`), 'MD105');
  assert.equal(await set(`time_zone = 'Asia/Makassar', cron = '30 1 * * *'`), undefined);
});
